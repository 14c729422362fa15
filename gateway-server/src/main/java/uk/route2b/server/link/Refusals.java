package uk.route2b.server.link;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often a listener refused somebody before a link began, by reason code. Strangers decide how often that is, so it
 * is counted and not kept. Safe for use by several threads.
 */
public final class Refusals {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /**
     * Somebody was refused.
     *
     * @param reason one of our reason codes, so there are only so many
     */
    public void count(String reason) {
        counts.computeIfAbsent(reason, ignored -> new LongAdder()).increment();
    }

    /** Counts by reason code, in the order of the codes. */
    public Map<String, Long> byReason() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((reason, count) -> sums.put(reason, count.sum()));
        return sums;
    }
}
