package uk.route2b.simulator.ven;

/** How long to wait after a failure: doubled each time, up to a limit, from the start again after a success. */
final class Backoff {
    static final long FIRST_MILLIS = 250;
    static final long LONGEST_MILLIS = 10_000;

    private long next = FIRST_MILLIS;

    long failed() {
        long now = next;
        next = Math.min(2 * next, LONGEST_MILLIS);
        return now;
    }

    void succeeded() {
        next = FIRST_MILLIS;
    }
}
