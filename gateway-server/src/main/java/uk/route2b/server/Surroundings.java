package uk.route2b.server;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a gateway takes from outside of itself.
 *
 * @param clock the time of day
 * @param monotonicNanos nanoseconds that never step
 * @param random for what is spread over time
 * @param clockAccepted whether an operator has looked at the clock and found it right
 */
public record Surroundings(
        InstantSource clock, LongSupplier monotonicNanos, RandomGenerator random, boolean clockAccepted) {
    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(InstantSource.system(), System::nanoTime, RandomGenerator.getDefault(), false);
    }

    /** The same, with the clock accepted or not. */
    public Surroundings acceptClock(boolean accepted) {
        return new Surroundings(clock, monotonicNanos, random, accepted);
    }
}
