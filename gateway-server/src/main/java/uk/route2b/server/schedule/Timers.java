package uk.route2b.server.schedule;

import java.time.Duration;

/** Does things later. Implementations are safe for use by several threads. */
public interface Timers {
    /** Something that was put off and can be called off. */
    @FunctionalInterface
    interface Timer {
        /** Calls it off; without effect once it has begun. */
        void cancel();
    }

    /** Runs {@code task}, which must not block, once after {@code delay}. */
    Timer after(Duration delay, Runnable task);
}
