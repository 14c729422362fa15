package uk.route2b.simulator.metersystem;

import java.util.random.RandomGenerator;

/**
 * A span of time that is drawn anew each time.
 *
 * @param min the shortest, in milliseconds
 * @param max the longest
 */
public record MillisRange(long min, long max) {
    /** No time at all. */
    public static final MillisRange NONE = new MillisRange(0, 0);

    private static final long LONGEST = 86_400_000;

    /** Checks the order, and that nothing is longer than a day. */
    public MillisRange {
        if (min < 0 || max < min || max > LONGEST) {
            throw new IllegalArgumentException("a delay is MIN-MAX milliseconds, as in 20-200, at most a day");
        }
    }

    /** Reads {@code MIN-MAX}, or one number for both. */
    public static MillisRange parse(String text) {
        if (!text.matches("[0-9]{1,9}(-[0-9]{1,9})?")) {
            throw new IllegalArgumentException("a delay is MIN-MAX milliseconds, as in 20-200");
        }
        String[] ends = text.split("-", -1);
        return new MillisRange(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }

    /** A span from the shortest to the longest, each as likely. */
    public long draw(RandomGenerator random) {
        return random.nextLong(min, max + 1);
    }

    @Override
    public String toString() {
        return min + "-" + max;
    }
}
