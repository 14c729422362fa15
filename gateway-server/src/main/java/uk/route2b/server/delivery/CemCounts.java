package uk.route2b.server.delivery;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What happened to one CEM since the start, for the status page. Safe for use by several threads. */
public final class CemCounts {
    private final LongAdder takeovers = new LongAdder();
    private final LongAdder fragmentsWritten = new LongAdder();
    private final LongAdder alertsReceived = new LongAdder();
    private final LongAdder sentBy2a = new LongAdder();
    private final LongAdder sentBy2b = new LongAdder();
    private final LongAdder receivedBy2a = new LongAdder();
    private final LongAdder tooLongFor2a = new LongAdder();
    private volatile String lost = "";
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> warnings = new ConcurrentHashMap<>();

    /** A newer session of the CEM took the place of one that was open: a clone, or a link that died unnoticed. */
    public void takenOver() {
        takeovers.increment();
    }

    public void fragmentWritten() {
        fragmentsWritten.increment();
    }

    public void alertReceived() {
        alertsReceived.increment();
    }

    /** A message of a VTN has begun to go through the meter, for the first time or again. */
    public void sentBy2a() {
        sentBy2a.increment();
    }

    /** A message went over the link, for the first time or again. */
    void sentBy2b() {
        sentBy2b.increment();
    }

    /** A new message of the CEM came through its meter and was taken. */
    public void receivedBy2a() {
        receivedBy2a.increment();
    }

    /** An urgent payload is longer than what may go by 2a. */
    void tooLongFor2a() {
        tooLongFor2a.increment();
    }

    /** Messages that were sent and taken, by route. */
    public RouteCounts routes() {
        return new RouteCounts(sentBy2b.sum(), sentBy2a.sum(), receivedBy2a.sum(), tooLongFor2a.sum());
    }

    /**
     * Something of this CEM was refused.
     *
     * @param reason one of our reason codes, so there are only so many
     */
    public void refused(String reason) {
        refusals.computeIfAbsent(reason, ignored -> new LongAdder()).increment();
    }

    /**
     * Something of this CEM or for it was let through with a warning.
     *
     * @param reason one of our reason codes, so there are only so many
     */
    void warned(String reason) {
        warnings.computeIfAbsent(reason, ignored -> new LongAdder()).increment();
    }

    /** The CEM has taken counters above those that we remember to have signed: what had them is lost here. */
    public void lost(long remembered, long accepted) {
        lost = Long.toUnsignedString(remembered) + " to " + Long.toUnsignedString(accepted);
    }

    /** Which of our counters were found lost last: above the first, up to the second; empty text for none. */
    public String lost() {
        return lost;
    }

    public long takeovers() {
        return takeovers.sum();
    }

    public long fragmentsWritten() {
        return fragmentsWritten.sum();
    }

    public long alertsReceived() {
        return alertsReceived.sum();
    }

    /** Refusals by reason code, in the order of the codes. */
    public Map<String, Long> refusals() {
        return sums(refusals);
    }

    /** Warnings by reason code, in the order of the codes. */
    public Map<String, Long> warnings() {
        return sums(warnings);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((reason, count) -> sums.put(reason, count.sum()));
        return sums;
    }
}
