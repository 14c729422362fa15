package uk.route2b.server.store.sql;

/** Counters as twenty decimal digits, which sort as unsigned numbers. */
final class Counters {
    private static final int DIGITS = 20;

    private Counters() {}

    static String text(long counter) {
        String digits = Long.toUnsignedString(counter);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    static long parse(String text) {
        return Long.parseUnsignedLong(text);
    }
}
