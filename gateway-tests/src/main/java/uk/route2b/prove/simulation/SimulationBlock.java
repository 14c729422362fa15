package uk.route2b.prove.simulation;

import java.io.IOException;
import java.security.Security;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import uk.route2b.prove.book.Books;
import uk.route2b.prove.checker.Breach;
import uk.route2b.prove.checker.WireCheck;
import uk.route2b.prove.run.Counts;

/** Some days in a world of its own, to the end or to the first promise that is broken. */
final class SimulationBlock {
    static final String DAYS_WITHOUT = "days without ";
    static final String DAYS = "days";
    static final String HOURS = "hours";
    static final String PUSHES = "pushes acknowledged";
    static final String DELIVERIES = "deliveries to VENs";
    static final String REQUESTS = "requests answered by the VTN";
    static final String STEPS = "tasks run";
    static final String MESSAGES = "signed messages seen";
    private final long seed;
    private final SimulationPlant plant;

    SimulationBlock(long seed, SimulationPlant plant) {
        this.seed = seed;
        this.plant = plant;
    }

    /**
     * What it has shown.
     *
     * @param breaches what was broken, with day and step
     * @param trace what happened last
     * @param hash over everything that happened
     */
    record Shown(int days, Map<String, Long> counts, List<String> breaches, List<String> trace, String hash) {}

    Shown run(int days) throws IOException {
        Cast cast = Cast.shared();
        Security.insertProviderAt(cast.signatures(), 1);
        try (SimulationStores stores = new SimulationStores()) {
            World world = new World(cast, stores::open, plant, seed);
            try (BugWatch bugs = new BugWatch(bug -> world.happenings().breach(Breach.Kind.BUG, bug))) {
                bugs.listen();
                return run(world, days);
            }
        } finally {
            Security.removeProvider(cast.signatures().getName());
        }
    }

    private static Shown run(World world, int days) {
        Watch watch = new Watch(world);
        Rest rest = new Rest(world);
        ExpiryCheck expiry =
                new ExpiryCheck(world.house().store(), world.house().clock(), world.happenings());
        world.routes().onFirstSent(expiry::left);
        Counts counts = world.happenings().counts();
        Map<Fault, Long> seen = new EnumMap<>(Fault.class);
        int played = 0;
        while (played < days && world.happenings().holds()) {
            played++;
            world.begin(played);
            if (played == 1) {
                world.house().start();
                world.homes().forEach(Home::start);
            }
            new DayPlan(world).begin();
            world.time().runUntil(played * DayTime.DAY - 1, watch::look);
            if (world.happenings().holds()) {
                rest.look();
            }
            count(world);
            Fault.owed()
                    .filter(fault -> counts.of(fault.words()) == seen.getOrDefault(fault, 0L))
                    .forEach(fault -> counts.add(DAYS_WITHOUT + fault.words()));
            Fault.owed().forEach(fault -> seen.put(fault, counts.of(fault.words())));
        }
        return shown(world, played);
    }

    private static void count(World world) {
        countWire(world);
        Counts counts = world.happenings().counts();
        Books books = world.day().books();
        counts.add(DAYS);
        counts.add(HOURS, 24);
        counts.add(DELIVERIES, books.deliveries().size());
        books.pushes().forEach(push -> counts.add(PUSHES, push.acknowledged().isPresent() ? 1 : 0));
        books.requests().forEach(asked -> counts.add(REQUESTS, asked.answer().isPresent() ? 1 : 0));
        world.day().ledger().refusals().forEach((why, number) -> {
            counts.add("pushes refused for good: " + why.strip(), number);
            counts.add(Fault.EXPIRED.words(), why.startsWith("EXPIRED") ? number : 0);
        });
    }

    /** The wire counts for itself, over all days. */
    private static void countWire(World world) {
        Counts counts = world.happenings().counts();
        WireCheck wire = world.routes().check();
        raise(counts, Fault.RESENT.words(), wire.resends());
        raise(counts, Fault.ANSWERED_AGAIN.words(), wire.answersAgain());
        raise(counts, "receipts that say superseded", wire.superseded());
        raise(counts, "answers in doubt", wire.inDoubt());
        raise(counts, MESSAGES, wire.messages());
        raise(counts, STEPS, world.time().steps());
    }

    private static void raise(Counts counts, String name, long to) {
        counts.add(name, to - counts.of(name));
    }

    private static Shown shown(World world, int played) {
        String where =
                DayTime.text(world.time().now()) + ", step " + world.time().steps() + ": ";
        List<String> breaches = new ArrayList<>();
        world.happenings().breaches().forEach(breach -> breaches.add(where + breach));
        Trace trace = world.happenings().trace();
        return new Shown(played, world.happenings().counts().all(), breaches, trace.last(), trace.hash());
    }
}
