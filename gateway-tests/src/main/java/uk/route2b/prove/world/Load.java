package uk.route2b.prove.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import uk.route2b.prove.book.Ledger;
import uk.route2b.prove.process.Stuck;

/** All that VTN and VENs send at once: for each VEN three lanes down and three up. */
final class Load {
    private static final int LANES = 3;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch abandon = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private Load() {}

    /**
     * Begins.
     *
     * @param generation makes identifiers differ from those of the load before
     * @param gateways where a VEN's VTN pushes now
     * @param cems the seat of a CEM by its name
     */
    static Load start(
            int generation,
            Ledger ledger,
            Post post,
            Function<Ven, OptionalInt> gateways,
            Function<String, Seat> cems) {
        Load load = new Load();
        for (Ven ven : Vens.ALL) {
            for (int lane = 0; lane < LANES; lane++) {
                String name = ven.id() + "-" + generation + "-" + lane;
                load.run(new PushLane(
                        ven, "P-" + name, lane == 0, ledger, post, () -> gateways.apply(ven), load.stop, load.abandon));
                load.run(new RequestLane(ven, "R-" + name, ledger, post, cems.apply(ven.cem()), load.stop));
            }
        }
        return load;
    }

    private void run(Runnable lane) {
        Thread thread = new Thread(lane, "lane");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /**
     * Ends after the messages that are under way.
     *
     * @throws Stuck if some are not over in time
     */
    void stop(Duration most) throws InterruptedException {
        stop.countDown();
        long end = System.nanoTime() + most.toNanos();
        boolean late = false;
        for (Thread thread : threads) {
            thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
            late |= thread.isAlive();
        }
        abandon();
        if (late) {
            throw new Stuck("some pushes or requests have no end " + most.toSeconds() + " s after the load stopped");
        }
    }

    /** Ends whatever is under way. */
    void abandon() {
        stop.countDown();
        abandon.countDown();
    }
}
