package uk.route2b.client.spi;

/** Told of each step as it has been reached, on the thread that does it: whoever blocks here stops the work there. */
@FunctionalInterface
public interface StepObserver {
    /** Nobody looks. */
    StepObserver NONE = step -> {};

    void reached(Step step);
}
