package uk.route2b.server.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Refusals of CEMs that are known. One of them decides how often that is as a stranger does, so in an hour the first
 * {@link #SAMPLES} of each CEM and reason get a record of their own and the others are counted. Not safe for use by
 * several threads.
 */
final class CemRefusals {
    static final int SAMPLES = 5;
    static final int REASONS_MOST = 64;

    /** A CEM as one DSRSP knows it, as both stand in a record. */
    record Who(String dsrsp, String cem) {}

    private final Map<Who, Map<String, Integer>> seen = new HashMap<>();
    private Map<Who, Map<String, Long>> counted = new HashMap<>();

    /** Whether this one gets a record of its own; else it is counted. */
    boolean sample(Who cem, String reason) {
        Map<String, Integer> reasons = seen.computeIfAbsent(cem, first -> new HashMap<>());
        String known =
                reasons.containsKey(reason) || reasons.size() < REASONS_MOST - 1 ? reason : StrangerCounts.OTHERS;
        if (reasons.merge(known, 1, (before, one) -> Math.min(before + one, SAMPLES + 1)) <= SAMPLES) {
            return true;
        }
        counted.computeIfAbsent(cem, first -> new TreeMap<>()).merge(known, 1L, Long::sum);
        return false;
    }

    /** What was counted since it was taken last. */
    Map<Who, Map<String, Long>> take() {
        Map<Who, Map<String, Long>> sums = counted;
        counted = new HashMap<>();
        return sums;
    }

    /** Another hour begins. */
    void refill() {
        seen.clear();
    }
}
