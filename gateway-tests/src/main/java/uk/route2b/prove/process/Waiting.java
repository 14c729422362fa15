package uk.route2b.prove.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for a condition, and for nothing in particular. */
public final class Waiting {
    private static final int LOOK_MILLIS = 20;

    private Waiting() {}

    /**
     * Returns once {@code condition} holds.
     *
     * @throws Stuck saying {@code what} if it does not in time
     */
    public static void until(String what, Duration most, BooleanSupplier condition) throws InterruptedException {
        if (!holds(most, condition)) {
            throw new Stuck(what + " within " + most.toSeconds() + " s");
        }
    }

    /** Whether {@code condition} comes to hold in time. */
    public static boolean holds(Duration most, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        boolean holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() < end) {
            pause(LOOK_MILLIS);
            holds = condition.getAsBoolean();
        }
        return holds;
    }

    /** A moment, because a proof wants to strike at a random one. */
    public static void pause(int millis) throws InterruptedException {
        new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }
}
