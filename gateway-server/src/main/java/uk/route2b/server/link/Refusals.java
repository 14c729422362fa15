package uk.route2b.server.link;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often a listener refused somebody before a link began, by reason code. Strangers decide how often that is, so it
 * is counted and not kept. Safe for use by several threads.
 */
public final class Refusals {
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    /**
     * Counts one more.
     *
     * @param reason one of our reason codes, so there are only so many
     * @return whether this one is worth a line in the log: the first, second, fourth, eighth … of its reason
     */
    public boolean count(String reason) {
        long number =
                counts.computeIfAbsent(reason, ignored -> new AtomicLong()).incrementAndGet();
        return Long.bitCount(number) == 1;
    }

    /** Counts by reason code, in the order of the codes. */
    public Map<String, Long> byReason() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((reason, count) -> sums.put(reason, count.get()));
        return sums;
    }
}
