package uk.route2b.prove.world;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.spi.Step;
import uk.route2b.prove.book.Ledger;
import uk.route2b.prove.book.Ticks;
import uk.route2b.prove.process.ChildProcess;
import uk.route2b.prove.process.Report;
import uk.route2b.prove.wire.WireBook;
import uk.route2b.prove.wire.Witness;

/**
 * Gateways and CEMs as processes; the VTN, the VENs and the wire between them in this one, where nothing that they see
 * is lost by a kill.
 */
public final class World implements AutoCloseable {
    private static final Duration LOAD_STOP = Duration.ofSeconds(80);

    private final Ticks ticks = new Ticks();
    private final Ledger ledger = new Ledger(ticks);
    private final WireBook wire = new WireBook(ticks);
    private final Post post = new Post();
    private final Vtn vtn;
    private final Witness witness;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Seat> cems = new LinkedHashMap<>();
    private final Balancer balancer;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, AtomicLong> emptyPolls = new LinkedHashMap<>();
    private final Tallies tallies = new Tallies();
    private final ProcessLogs logs;
    private @Nullable Load load;
    private int generation;

    private World(WorldPlan plan) throws IOException {
        Files.createDirectories(plan.folder().resolve("state"));
        logs = new ProcessLogs(plan.folder());
        Random random = new Random(plan.seed());
        ChildStarter starter = new ChildStarter(plan);
        vtn = new Vtn(ledger, new Random(random.nextLong()));
        plan.nodes().forEach(name -> nodes.add(new Node(new Seat(name, () -> starter.gateway(name)))));
        Vens.CEMS.forEach(name -> cems.put(name, new Seat(name, () -> starter.cem(name))));
        balancer = new Balancer(nodes, new Random(random.nextLong()));
        witness = Witness.start(
                plan.identities().tls(),
                plan.identities().cems(),
                plan.identities().anchors(),
                wire,
                balancer::link);
        for (String node : plan.nodes()) {
            GatewayFiles.write(plan.folder(), node, plan.store(), vtn.port(), witness.port());
        }
        for (String cem : Vens.CEMS) {
            CemFiles.write(plan.folder(), cem, plan.identities(), witness.port(), plan.nowMillis());
        }
    }

    /** Makes files, starts everything, and begins to poll; no load yet. */
    public static World open(WorldPlan plan) throws IOException {
        World world = new World(plan);
        try {
            world.startAll();
            return world;
        } catch (RuntimeException failed) {
            world.close();
            throw failed;
        }
    }

    private void startAll() {
        Map<Seat, ChildProcess> starting = new LinkedHashMap<>();
        seats().forEach(seat -> starting.put(seat, seat.begin()));
        starting.forEach(Seat::seat);
        for (Ven ven : Vens.ALL) {
            AtomicLong empty = emptyPolls.computeIfAbsent(ven.id(), ignored -> new AtomicLong());
            thread(new PollLane(ven, ledger, post, cem(ven.cem()), end, empty));
        }
    }

    private List<Seat> seats() {
        List<Seat> seats = new ArrayList<>(nodes.stream().map(Node::seat).toList());
        seats.addAll(cems.values());
        return seats;
    }

    private static void thread(Runnable lane) {
        Thread thread = new Thread(lane, "poll");
        thread.setDaemon(true);
        thread.start();
    }

    public Ledger ledger() {
        return ledger;
    }

    public WireBook wire() {
        return wire;
    }

    public Tallies tallies() {
        return tallies;
    }

    /** What the processes called a bug of theirs until now, one text for each process that did. */
    public List<String> bugs() throws IOException {
        return logs.bugs();
    }

    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    public Seat cem(String name) {
        return Objects.requireNonNull(cems.get(name));
    }

    /** Which CEMs have, or would get, their link at {@code node}. */
    public List<String> cemsOf(Node node) {
        return Vens.CEMS.stream().filter(cem -> balancer.of(cem) == node).toList();
    }

    /** The CEMs at the node with this seat; all of them if it has none of its own after a move. */
    public List<String> cemsOrAll(Seat seat) {
        List<String> own = cemsOf(node(seat));
        return own.isEmpty() ? Vens.CEMS : own;
    }

    /** The node with this seat. */
    public Node node(Seat seat) {
        return nodes.stream().filter(node -> node.seat() == seat).findFirst().orElseThrow();
    }

    /** Sends {@code cem} to {@code node} with its next connection. */
    public void assign(String cem, Node node) {
        balancer.assign(cem, node);
    }

    /** Takes its link from {@code cem}; silently its gateway is not told. */
    public void cut(String cem, boolean silently) {
        witness.cut(cem, silently);
    }

    /** Whether {@code cem} has a connection to a gateway. */
    public boolean isConnected(String cem) {
        return witness.isConnected(cem);
    }

    /** SIGSTOP; balancers notice. */
    public void putToSleep(Node node) {
        node.sleeps(ledger.sleeping(Vens.ids(Set.copyOf(cemsOf(node)))));
        node.seat().occupant().orElseThrow().process().pause();
    }

    /** SIGCONT. */
    public void wake(Node node) {
        ledger.waking(node.awake());
        node.seat().occupant().orElseThrow().process().goOn();
    }

    /** SIGKILL of whoever sits there; the books say it, if it was a CEM. */
    public void kill(Seat seat) {
        Seat.Occupant victim = seat.occupant().orElseThrow();
        victim.process().kill();
        tallies.add(victim.process());
        if (cems.containsKey(seat.name())) {
            ledger.killed(seat.name(), victim.life(), victim.process().count(Report.STEP + " " + Step.DOWN_5_DONE));
        }
        seat.vacate();
    }

    /** Starts the next life there. */
    public void revive(Seat seat) {
        seat.seat(seat.begin());
    }

    /** Begins to send; does nothing while a load is on. */
    public void startLoad() {
        if (load != null) {
            return;
        }
        load = Load.start(++generation, ledger, post, balancer::push, this::cem);
    }

    /** Stops sending, and waits for what is under way. */
    public void stopLoad() throws InterruptedException {
        Load running = load;
        load = null;
        if (running != null) {
            running.stop(LOAD_STOP);
        }
    }

    /** How often a VEN has asked and nothing was there. */
    public long emptyPolls(Ven ven) {
        return Objects.requireNonNull(emptyPolls.get(ven.id())).get();
    }

    /** Ends every process in good order. */
    public void stopAll() {
        seats().forEach(seat ->
                seat.occupant().ifPresent(occupant -> occupant.process().stop()));
        seats().forEach(Seat::vacate);
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        if (load != null) {
            load.abandon();
        }
        for (Seat seat : seats()) {
            seat.last().ifPresent(ChildProcess::kill);
            seat.occupant().ifPresent(occupant -> tallies.add(occupant.process()));
        }
        witness.close();
        vtn.close();
    }
}
