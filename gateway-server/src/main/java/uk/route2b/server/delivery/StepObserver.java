package uk.route2b.server.delivery;

import uk.route2b.server.register.CemKey;

/** Told of each step as it has been reached, on the thread that does it: whoever blocks here stops the work there. */
@FunctionalInterface
public interface StepObserver {
    /** Nobody looks. */
    StepObserver NONE = (step, key) -> {};

    void reached(Step step, CemKey key);
}
