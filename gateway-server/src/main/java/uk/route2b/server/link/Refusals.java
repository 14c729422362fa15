package uk.route2b.server.link;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import uk.route2b.server.audit.Audit;

/**
 * How often a listener refused somebody before a link began, by reason code. Strangers decide how often that is, so it
 * is counted and not kept. Safe for use by several threads.
 */
public final class Refusals {
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final Audit audit;

    /** Nobody is told. */
    public Refusals() {
        this(Audit.NONE);
    }

    /** @param audit counts them as well, and samples some */
    public Refusals(Audit audit) {
        this.audit = audit;
    }

    /**
     * The same as {@link #count(String)}, where it is known where they came from.
     *
     * @param words a reason code, and perhaps after a colon what exactly is wrong, which the audit has as well
     */
    public boolean count(String words, String peer) {
        audit.stranger(words, peer);
        return count(code(words));
    }

    /** The reason code, without what may stand after a colon. */
    public static String code(String words) {
        int colon = words.indexOf(':');
        return colon < 0 ? words : words.substring(0, colon);
    }

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
