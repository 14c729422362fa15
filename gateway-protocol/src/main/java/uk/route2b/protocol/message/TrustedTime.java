package uk.route2b.protocol.message;

import java.util.OptionalLong;

/**
 * The time that a receiver may judge counters by, if it has any.
 *
 * @param millis milliseconds since 1970; empty on a device whose clock has not been set by anything trusted
 */
public record TrustedTime(OptionalLong millis) {
    /** No clock to trust. */
    public static final TrustedTime NONE = new TrustedTime(OptionalLong.empty());

    private static final long ONE_DAY_MILLIS = 24L * 60 * 60 * 1000;

    public static TrustedTime of(long millis) {
        return new TrustedTime(OptionalLong.of(millis));
    }

    /**
     * Whether {@code counter} is more than a day above both the trusted clock and the highest accepted counter. Without
     * that bound one bad message would lock its sender out.
     */
    public boolean isFarAhead(long counter, long highestAccepted) {
        long clock = millis.orElse(0);
        long base = Long.compareUnsigned(clock, highestAccepted) >= 0 ? clock : highestAccepted;
        return Long.compareUnsigned(counter, base) > 0 && Long.compareUnsigned(counter - base, ONE_DAY_MILLIS) > 0;
    }

    public boolean isKnown() {
        return millis.isPresent();
    }
}
