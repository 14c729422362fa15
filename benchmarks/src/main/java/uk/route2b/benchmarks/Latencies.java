package uk.route2b.benchmarks;

import java.util.Arrays;
import java.util.List;

/** How long each of many things took. */
final class Latencies {
    private static final double NANOS_A_MILLI = 1e6;
    private static final double NANOS_A_SECOND = 1e9;

    /** The shortest first. */
    private final long[] nanos;

    private final double seconds;

    private Latencies(long[] sorted, double seconds) {
        this.nanos = sorted;
        this.seconds = seconds;
    }

    /**
     * Of several threads that began together.
     *
     * @param threads how long each thing of each took
     * @param nanos how long all of it took
     */
    static Latencies of(List<long[]> threads, long nanos) {
        long[] all = threads.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Latencies(all, nanos / NANOS_A_SECOND);
    }

    private double perSecond() {
        return nanos.length / seconds;
    }

    /** Milliseconds within which this part of all was done. */
    private double millis(double part) {
        int last = nanos.length - 1;
        return last < 0 ? 0 : nanos[Math.min(last, (int) (part * nanos.length))] / NANOS_A_MILLI;
    }

    /** A row of a table: a second, median, 99 of 100, longest. */
    String row() {
        return String.format("%9.0f | %8.2f | %8.2f | %8.2f", perSecond(), millis(0.5), millis(0.99), millis(1));
    }
}
