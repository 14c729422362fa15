package uk.route2b.simulator.demo;

/** A step of the demo did not do what it should; the message says which and why. */
final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    StepFailed(String why) {
        super(why);
    }

    StepFailed(String why, Throwable cause) {
        super(why, cause);
    }
}
