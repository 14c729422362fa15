package uk.route2b.server.move;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.configuration.ConfigurationChecker;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.delivery.ConfigurationDesk;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.Counterparts;
import uk.route2b.server.register.Cem;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.register.Register;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.Move;
import uk.route2b.server.store.MoveStore;
import uk.route2b.server.store.MovedCem;
import uk.route2b.server.store.NewMove;
import uk.route2b.server.store.StoreException;

/**
 * Starts, drives, shows and stops moves. A CEM whose turn has come gets its configuration by 2b if it has a link; else
 * with its next hello, or by 2a in the next round of what is sent there. Safe for use by several threads; what it knows
 * is in the store, so another node or the next start goes on with it.
 */
public final class Moves implements AutoCloseable {
    /** Between two looks; each brings a twelfth of a minute's CEMs. */
    private static final Duration TICK = Duration.ofSeconds(5);

    private static final int TICKS_A_MINUTE = 12;
    /**
     * A node lets the turn of CEMs come that are linked to others, so each node looks for its own, from before its last
     * look by as much as clocks may differ.
     */
    private static final Duration LATELY = Duration.ofMinutes(2);

    /** Of those that are linked here and wait at the desk, so many are looked at again in each. */
    private static final int WAITING_MOST = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

    private final Register register;
    private final MoveStore store;
    private final Counterparts counterparts;
    private final ConfigurationDesk desk;
    private final SigningClock clock;
    private final Timers timers;
    private final Executor workers;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private long lookedMillis;
    private int lookedAt;
    private boolean failing;

    public Moves(
            Register register,
            MoveStore store,
            Counterparts counterparts,
            ConfigurationDesk desk,
            SigningClock clock,
            Timers timers,
            Executor workers) {
        this.register = register;
        this.store = store;
        this.counterparts = counterparts;
        this.desk = desk;
        this.clock = clock;
        this.timers = timers;
        this.workers = workers;
    }

    /** Goes on with what is under way. */
    public Moves start() {
        lookedMillis = clock.millis();
        workers.execute(this::tick);
        return this;
    }

    @Override
    public void close() {
        stopped.set(true);
    }

    /** Begins a move, durably. */
    public MoveOutcome order(MoveOrder order) throws MalformedException {
        Optional<Dsrsp> dsrsp = register.dsrsp(order.dsrsp());
        if (dsrsp.isEmpty()) {
            return new MoveOutcome.Refused(List.of("dsrsp: the register does not have it"));
        }
        LinkConfiguration target = order.target(dsrsp.get().offer(), clock.millis());
        List<EntityIdentifier> cems = whom(order, dsrsp.get());
        List<String> reasons = reasons(dsrsp.get(), target, cems);
        if (!reasons.isEmpty()) {
            return new MoveOutcome.Refused(reasons);
        }
        long number =
                store.startMove(new NewMove(dsrsp.get().entity(), target, order.perMinute(), cems, clock.millis()));
        Move started = store.move(number).orElseThrow();
        LOG.info(
                "move {} of DSRSP {} begins: link configuration {} for {} CEMs, {} a minute",
                number,
                started.dsrsp(),
                started.target().version(),
                cems.size(),
                started.perMinute());
        return new MoveOutcome.Started(started);
    }

    private List<EntityIdentifier> whom(MoveOrder order, Dsrsp dsrsp) {
        if (!order.cems().isEmpty()) {
            return List.copyOf(new LinkedHashSet<>(order.cems()));
        }
        return dsrsp.cems().values().stream()
                .map(Cem::entity)
                .filter(cem -> counterparts
                        .find(new CemKey(dsrsp.entity(), cem))
                        .filter(Counterpart::isActive)
                        .isPresent())
                .sorted()
                .toList();
    }

    private static List<String> reasons(Dsrsp dsrsp, LinkConfiguration target, List<EntityIdentifier> cems) {
        List<String> reasons = new ArrayList<>();
        ConfigurationChecker.check(target).forEach(finding -> reasons.add(finding.toString()));
        cems.stream()
                .filter(cem -> dsrsp.cem(cem).isEmpty())
                .forEach(cem -> reasons.add("cems: the register does not have " + cem));
        if (cems.isEmpty()) {
            reasons.add("cems: none is active");
        }
        return reasons;
    }

    /** All moves, the newest first. */
    public List<Move> all() {
        return store.moves();
    }

    public Optional<Move> find(long number) {
        return store.move(number);
    }

    /** A page of the CEMs of a move. */
    public List<MovedCem> cems(long number, Optional<EntityIdentifier> after, int most) {
        return store.movedCems(number, after, most);
    }

    /** No further CEM gets it; false if there is no such move. */
    public boolean stop(long number) {
        boolean found = store.stopMove(number);
        if (found) {
            LOG.info("move {} is stopped by an operator", number);
        }
        return found;
    }

    private void tick() {
        if (stopped.get()) {
            return;
        }
        try {
            waiting().forEach(this::bring);
            store.openMoves().forEach(this::begin);
            long now = clock.millis();
            linked(store.turnsHere(lookedMillis - LATELY.toMillis())).forEach(this::bring);
            lookedMillis = now;
            failing = false;
        } catch (StoreException failed) {
            if (!failing) {
                LOG.error("moves wait for the store", failed);
            }
            failing = true;
        } finally {
            timers.after(TICK, () -> workers.execute(this::tick));
        }
    }

    /** Each look goes on where the last one stopped, so those that go on waiting keep nobody else from his turn. */
    private List<Counterpart> waiting() {
        List<Counterpart> all = linked(desk.waiting());
        int many = Math.min(WAITING_MOST, all.size());
        Collections.rotate(all, -Math.floorMod(lookedAt, Math.max(1, all.size())));
        lookedAt += many;
        return all.subList(0, many);
    }

    private List<Counterpart> linked(List<CemKey> keys) {
        return keys.stream()
                .flatMap(key -> counterparts.find(key).stream())
                .filter(counterpart -> counterpart.link().isPresent())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void begin(long number) {
        Move move = store.move(number).orElseThrow();
        int share = (move.perMinute() + TICKS_A_MINUTE - 1) / TICKS_A_MINUTE;
        store.beginMoves(number, clock.millis(), share);
    }

    private void bring(Counterpart counterpart) {
        counterpart.lane().execute(() -> {
            try {
                if (counterpart.link().isPresent() && !desk.isUnderWay(counterpart)) {
                    desk.due(counterpart).ifPresent(message -> counterpart.sendByLink(message.octets()));
                }
            } catch (StoreException failed) {
                LOG.error(
                        "the link configuration for {} is not sent; its next hello asks again",
                        counterpart.key(),
                        failed);
            }
        });
    }
}
