package uk.route2b.prove.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import uk.route2b.prove.book.Ledger;
import uk.route2b.prove.checker.Breach;
import uk.route2b.prove.checker.Checker;
import uk.route2b.prove.checker.WireCheck;
import uk.route2b.prove.process.Stuck;
import uk.route2b.prove.process.Waiting;
import uk.route2b.prove.world.Ven;
import uk.route2b.prove.world.Vens;
import uk.route2b.prove.world.World;

/** Waits for life, and for rest; compares the books. */
public final class Settlement {
    private static final Duration BACK_TO_LIFE = Duration.ofSeconds(80);
    private static final Duration SETTLED = Duration.ofSeconds(60);
    /** Links are open, a dead one is found within two pings of 5 s, and gateways look at what is open each second. */
    private static final Duration SILENCE = Duration.ofSeconds(12);
    /** Polls without anything that each VEN makes before nothing more is expected. */
    private static final int QUIET_POLLS = 12;

    private final World world;
    private final WireCheck wire = new WireCheck();
    private int wireRead;

    public Settlement(World world) {
        this.world = world;
    }

    /** These CEMs are connected again after a cut, and all VENs are served. */
    void awaitBack(List<String> cems) throws InterruptedException {
        Waiting.until(
                cems + " did not come back", BACK_TO_LIFE, () -> cems.stream().allMatch(world::isConnected));
        awaitFlow();
    }

    /** Every VEN gets something new, and the VTN something new of every VEN. */
    public void awaitFlow() throws InterruptedException {
        Ledger.Mark mark = world.ledger().mark();
        Set<String> all = Vens.ids(Set.copyOf(Vens.CEMS));
        boolean flows = Waiting.holds(
                BACK_TO_LIFE,
                () -> world.ledger().reachedSince(mark).equals(all)
                        && world.ledger().heardSince(mark).equals(all));
        if (!flows) {
            throw new Stuck("within " + BACK_TO_LIFE.toSeconds() + " s after a restart only "
                    + world.ledger().reachedSince(mark) + " got something and only "
                    + world.ledger().heardSince(mark) + " were heard; on their way: " + onTheirWay());
        }
    }

    private String onTheirWay() {
        return Vens.ALL.stream()
                .map(ven -> ven.id() + " " + world.ledger().undelivered(ven.id()))
                .collect(Collectors.joining(", "));
    }

    /** What is broken so far. */
    public List<Breach> lookNow() {
        return new ArrayList<>(Checker.underWay(world.ledger().books()).breaches());
    }

    /** What products say is broken in themselves, be it seen from outside or not. */
    public List<Breach> bugs() throws IOException {
        return world.bugs().stream()
                .map(bug -> new Breach(Breach.Kind.BUG, bug))
                .toList();
    }

    /** Stops the load, waits until all is over, and looks at everything. */
    public List<Breach> settle() throws InterruptedException {
        world.stopLoad();
        Silence silence = new Silence();
        Waiting.holds(SETTLED, () -> isOver() || silence.isLong());
        awaitQuiet();
        List<Breach> breaches =
                new ArrayList<>(Checker.settled(world.ledger().books()).breaches());
        breaches.addAll(wire().breaches());
        breaches.addAll(wire().unanswered());
        return breaches;
    }

    private boolean isOver() {
        return wire().unanswered().isEmpty()
                && Checker.settled(world.ledger().books()).holds();
    }

    /** How long no message has passed. */
    private final class Silence {
        private int passed = -1;
        private long since;

        boolean isLong() {
            if (wireRead != passed) {
                passed = wireRead;
                since = System.nanoTime();
            }
            return System.nanoTime() - since > SILENCE.toNanos();
        }
    }

    private void awaitQuiet() throws InterruptedException {
        List<Long> before = Vens.ALL.stream().map(world::emptyPolls).toList();
        Waiting.until("a VEN's polls are not answered", BACK_TO_LIFE, () -> {
            boolean quiet = true;
            for (int i = 0; i < before.size(); i++) {
                Ven ven = Vens.ALL.get(i);
                quiet &= world.emptyPolls(ven) - before.get(i) >= QUIET_POLLS;
            }
            return quiet;
        });
    }

    /** What the wire has shown until now. */
    public WireCheck wire() {
        var more = world.wire().sightings(wireRead);
        wireRead += more.size();
        return wire.read(more);
    }
}
