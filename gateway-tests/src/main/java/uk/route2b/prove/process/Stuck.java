package uk.route2b.prove.process;

/** The proof cannot go on: a process does not do what every process of it does. It is reported as a broken promise. */
public final class Stuck extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Stuck(String message) {
        super(message);
    }

    public Stuck(String message, Throwable cause) {
        super(message, cause);
    }
}
