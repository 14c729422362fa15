package uk.route2b.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * How long each of many things took.
 *
 * @param sorted nanoseconds, the shortest first
 * @param seconds how long it took to do all of them
 */
record Latencies(long[] sorted, double seconds) {
    private static final double NANOS_A_MILLI = 1e6;

    /** Of several threads that began together. */
    static Latencies of(List<long[]> threads, long nanos) {
        long[] all = threads.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Latencies(all, nanos / 1e9);
    }

    double perSecond() {
        return sorted.length / seconds;
    }

    /** Milliseconds within which this part of all was done. */
    double millis(double part) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) (part * sorted.length))] / NANOS_A_MILLI;
    }

    /** A row of a table: a second, median, 99 of 100, longest. */
    String row() {
        return String.format("%9.0f | %8.2f | %8.2f | %8.2f", perSecond(), millis(0.5), millis(0.99), millis(1));
    }
}
