package uk.route2b.server.store;

/**
 * Set by a restore from a copy: what was born in this span may have been accepted by the store that was lost, so it is
 * never begun again.
 *
 * @param afterMillis when the copy was made, milliseconds since 1970
 * @param untilMillis when it was restored
 */
public record DoubtSpan(long afterMillis, long untilMillis) {
    /** Whether a message with this counter, its birth time, may have been begun by the lost store. */
    public boolean covers(long counter) {
        return Long.compareUnsigned(counter, afterMillis) > 0 && Long.compareUnsigned(counter, untilMillis) <= 0;
    }
}
