package uk.route2b.server.audit;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts refusals of strangers by reason and says which get a record of their own: the first few of each reason until
 * the sums are written. So an hour of strangers is at most {@link #REASONS_MOST} times {@link #SAMPLES} records and one
 * of sums. Not safe for use by several threads.
 */
final class StrangerCounts {
    static final int SAMPLES = 20;
    static final int REASONS_MOST = 64;
    static final String OTHERS = "others";

    private final Map<String, Long> counts = new TreeMap<>();

    /** The reason under which this one is counted: once there are too many, one for all others. */
    String key(String reason) {
        return counts.containsKey(reason) || counts.size() < REASONS_MOST - 1 ? reason : OTHERS;
    }

    /** Counts one more; whether it gets a record of its own. */
    boolean count(String reason) {
        return counts.merge(key(reason), 1L, Long::sum) <= SAMPLES;
    }

    /** The sums since they were taken last. */
    Map<String, Long> take() {
        Map<String, Long> sums = new TreeMap<>(counts);
        counts.clear();
        return sums;
    }
}
