package uk.route2b.client.internal.session;

import java.time.Duration;

/** The one thread on which everything in the engine happens, so that nothing in it needs a lock. */
public interface EngineThread {
    /** Runs {@code task} soon, after what was given before. Safe to call from any thread. */
    void run(Runnable task);

    /** Runs {@code task} after {@code delay}, unless it is cancelled before. */
    Timer after(Duration delay, Runnable task);

    /** A task that waits for its time. */
    interface Timer {
        /** Nothing waits. */
        Timer NONE = () -> {};

        /** Does nothing if the task ran already. */
        void cancel();
    }
}
