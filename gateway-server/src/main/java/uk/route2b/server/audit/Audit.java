package uk.route2b.server.audit;

/**
 * Takes verdicts. Implementations are safe for use by several threads, never throw, and hold their caller up for no
 * longer than it takes to hand a line to the operating system.
 */
public interface Audit {
    /** Nobody is told. */
    Audit NONE = new Audit() {
        @Override
        public void note(Verdict verdict) {}

        @Override
        public void stranger(String reason, String peer) {}
    };

    /** Writes one record. */
    void note(Verdict verdict);

    /**
     * Somebody was refused before it was known who it is. Strangers decide how often that is, so all are counted and
     * only some get a record of their own.
     *
     * @param peer where it came from
     */
    void stranger(String reason, String peer);
}
