package uk.route2b.simulator.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for a condition, looking again at short intervals, and no longer than was said. */
final class Patience {
    private static final long LOOK_MILLIS = 50;

    private Patience() {}

    /** The value once it is there. */
    static <T> T await(String what, Duration most, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            pause();
        }
        throw new StepFailed("after " + most.toSeconds() + " s still waiting for " + what);
    }

    private static void pause() {
        try {
            if (new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts this latch down");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StepFailed("interrupted", interrupted);
        }
    }
}
