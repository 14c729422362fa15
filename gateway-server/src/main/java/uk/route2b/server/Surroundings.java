package uk.route2b.server;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import uk.route2b.server.delivery.StepObserver;
import uk.route2b.server.store.GatewayStore;

/**
 * What a gateway takes from outside of itself.
 *
 * @param clock the time of day
 * @param monotonicNanos nanoseconds that never step
 * @param random for what is spread over time
 * @param clockAccepted whether an operator has looked at the clock and found it right
 * @param steps told of each step of delivery; the proofs stop the process there
 * @param store applied to the store before it is used; the proofs watch it, or plant a fault, in between
 */
public record Surroundings(
        InstantSource clock,
        LongSupplier monotonicNanos,
        RandomGenerator random,
        boolean clockAccepted,
        StepObserver steps,
        UnaryOperator<GatewayStore> store) {
    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                InstantSource.system(),
                System::nanoTime,
                RandomGenerator.getDefault(),
                false,
                StepObserver.NONE,
                UnaryOperator.identity());
    }

    /** The same, with the clock accepted or not. */
    public Surroundings acceptClock(boolean accepted) {
        return new Surroundings(clock, monotonicNanos, random, accepted, steps, store);
    }

    /** The same, with each step told to {@code observer}. */
    public Surroundings steps(StepObserver observer) {
        return new Surroundings(clock, monotonicNanos, random, clockAccepted, observer, store);
    }

    /** The same, with {@code around} put around the store. */
    public Surroundings store(UnaryOperator<GatewayStore> around) {
        return new Surroundings(clock, monotonicNanos, random, clockAccepted, steps, around);
    }
}
