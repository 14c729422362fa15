package uk.route2b.prove.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import uk.route2b.prove.book.Books;
import uk.route2b.prove.checker.Breach;
import uk.route2b.prove.checker.Checker;
import uk.route2b.prove.checker.Verdict;
import uk.route2b.prove.process.ChildProcess;
import uk.route2b.prove.process.Stuck;
import uk.route2b.prove.process.Waiting;
import uk.route2b.prove.run.Counts;
import uk.route2b.prove.world.Node;
import uk.route2b.prove.world.Seat;
import uk.route2b.prove.world.Vens;
import uk.route2b.prove.world.World;

/**
 * Some rounds in one world: load, kill, restart; every so often and at the end the load stops, everything settles, and
 * the books are compared. It ends at the first broken promise.
 */
public final class Block {
    private static final Duration AT_STEP = Duration.ofSeconds(8);
    private static final int ASLEEP_MILLIS = 100;
    private static final int AWAKE_MILLIS = 600;
    private static final int COMING_UP_MOST_MILLIS = 900;
    private static final int SUPERSEDED = 4001;

    private final World world;
    private final Random random;
    private final int checkEvery;
    private final Consumer<String> story;
    private final Counts counts = new Counts();
    private final Kills kills;
    private final Settlement settlement;
    private final List<Breach> breaches = new ArrayList<>();

    /**
     * @param checkEvery rounds between two checks of settled books
     * @param story told of each round
     */
    public Block(World world, Random random, int checkEvery, Consumer<String> story) {
        this.world = world;
        this.random = random;
        this.checkEvery = checkEvery;
        this.story = story;
        this.kills = new Kills(world, counts);
        this.settlement = new Settlement(world);
    }

    /** Plays all rounds, or as many as it takes to find something broken; then the world is over. */
    public void run(List<Aim> aims) throws InterruptedException, IOException {
        try {
            for (int i = 0; i < aims.size() && breaches.isEmpty(); i++) {
                world.startLoad();
                round(i + 1, aims.get(i));
                if (i + 1 == aims.size() || (i + 1) % checkEvery == 0) {
                    settlement.awaitFlow();
                    breaches.addAll(settlement.settle());
                    counts.add(Names.CHECKS);
                }
            }
        } catch (Stuck stuck) {
            breaches.addAll(settlement.lookNow());
            breaches.addAll(settlement.wire().breaches());
            breaches.add(new Breach(Breach.Kind.STUCK, String.valueOf(stuck.getMessage())));
        }
        world.close();
        breaches.addAll(settlement.bugs());
        count();
    }

    /** What was broken; empty if all promises held. */
    public List<Breach> breaches() {
        return breaches.stream().distinct().toList();
    }

    /** What happened how often. */
    public Counts counts() {
        return counts;
    }

    private void round(int number, Aim aim) throws InterruptedException {
        long began = System.nanoTime();
        settlement.awaitFlow();
        Seat victim = victim(aim);
        boolean hit = aim.step().isEmpty() ? atRandom(aim, victim) : atStep(aim, victim);
        counts.add(Names.NOT_REACHED, hit ? 0 : 1);
        String where = hit ? aim.name() : aim.victim() + " at random";
        if (aim.how() == Aim.How.AGAIN) {
            kills.killTwice(victim, where, random.nextInt(COMING_UP_MOST_MILLIS));
        } else {
            kills.kill(victim, where);
        }
        counts.add(Names.ROUNDS);
        breaches.addAll(settlement.lookNow());
        story.accept("round " + number + ": " + victim.name() + ", " + where + ", "
                + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
    }

    private Seat victim(Aim aim) {
        return aim.victim() == Aim.Victim.GATEWAY
                ? busyNode().seat()
                : world.cem(Vens.CEMS.get(random.nextInt(Vens.CEMS.size())));
    }

    /** A node that has links; the others would get to no step. */
    private Node busyNode() {
        List<Node> busy = world.nodes().stream()
                .filter(node -> !world.cemsOf(node).isEmpty())
                .toList();
        return busy.get(random.nextInt(busy.size()));
    }

    private static boolean atStep(Aim aim, Seat victim) throws InterruptedException {
        ChildProcess process = victim.occupant().orElseThrow().process();
        process.arm(aim.step(), aim.nth());
        return process.awaitAt(AT_STEP).isPresent();
    }

    private boolean atRandom(Aim aim, Seat victim) throws InterruptedException {
        if (aim.how() == Aim.How.TAKEOVER) {
            List<String> linked = Vens.CEMS.contains(victim.name()) ? List.of(victim.name()) : world.cemsOrAll(victim);
            String cem = linked.get(random.nextInt(linked.size()));
            world.cut(cem, true);
            settlement.awaitBack(List.of(cem));
        } else if (aim.how() == Aim.How.SLEEP) {
            sleep(victim);
        }
        Waiting.pause(aim.delayMillis());
        return true;
    }

    /** The node sleeps, its CEMs move, it wakes up with what lay in its sockets, and meets their new sessions. */
    private void sleep(Seat victim) throws InterruptedException {
        Node node = world.node(victim);
        Node other =
                world.nodes().stream().filter(each -> each != node).findFirst().orElseThrow();
        List<String> moving = world.cemsOf(node);
        world.putToSleep(node);
        Waiting.pause(ASLEEP_MILLIS);
        moving.forEach(cem -> {
            world.assign(cem, other);
            world.cut(cem, true);
        });
        settlement.awaitBack(moving);
        world.wake(node);
        counts.add(Names.SLEEPS);
        Waiting.pause(AWAKE_MILLIS);
    }

    private void count() {
        Books books = world.ledger().books();
        Verdict verdict = Checker.underWay(books);
        counts.add(Names.REPEATS, verdict.lastHopRepeats());
        counts.add(Names.SUPERSEDED, verdict.superseded());
        counts.add(Names.RESENDS, settlement.wire().resends());
        counts.add(Names.ANSWERS_AGAIN, settlement.wire().answersAgain());
        counts.add(Names.IN_DOUBT, settlement.wire().inDoubt());
        counts.add(Names.MESSAGES, settlement.wire().messages());
        counts.add(Names.TAKEOVERS, world.wire().closesByGateway(SUPERSEDED));
        counts.add(Names.JOINS, world.tallies().joined());
        counts.add(Names.STALE, world.tallies().stale());
        counts.add(Names.PLANTED, world.tallies().planted());
        world.ledger().refusals().forEach((why, count) -> counts.add(Names.REFUSED + why, count));
        counts.add(Names.DELIVERIES, books.deliveries().size());
        books.pushes()
                .forEach(push -> counts.add(Names.PUSHES, push.acknowledged().isPresent() ? 1 : 0));
        books.requests()
                .forEach(asked -> counts.add(Names.REQUESTS, asked.answer().isPresent() ? 1 : 0));
    }
}
