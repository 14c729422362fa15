package uk.route2b.simulator.schedule;

/** A clock, and a promise to run things later; by hand in unit tests. */
public interface Schedule {
    /** Milliseconds since this schedule began; never steps back. */
    long millis();

    /** Runs {@code task} once, {@code delayMillis} from now, never on the caller's stack. */
    void after(long delayMillis, Runnable task);
}
