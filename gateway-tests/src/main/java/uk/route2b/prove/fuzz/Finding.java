package uk.route2b.prove.fuzz;

/** An input showed that a parser does what it may not. */
public final class Finding extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Finding(String message) {
        super(message);
    }

    /** Throws one unless {@code holds}. */
    static void unless(boolean holds, String message) {
        if (!holds) {
            throw new Finding(message);
        }
    }
}
