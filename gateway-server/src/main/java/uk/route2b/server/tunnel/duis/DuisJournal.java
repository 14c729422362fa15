package uk.route2b.server.tunnel.duis;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * Counts how writes ended and what came unasked since the start, and keeps the last things that went wrong. Safe for
 * use by several threads.
 */
public final class DuisJournal implements DuisObserver {
    /** How many of the last things that went wrong are kept. */
    static final int LAST_MOST = 32;

    private static final Logger LOG = LoggerFactory.getLogger(DuisJournal.class);

    private final InstantSource clock;
    private final Map<String, Long> writes = new TreeMap<>();
    private final Map<String, Long> notices = new TreeMap<>();
    private final Deque<Entry> last = new ArrayDeque<>();

    public DuisJournal(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Something that went wrong.
     *
     * @param meter whose; empty text where nobody knows
     * @param what a code of {@link DuisOutcome} or {@link DuisNotice}
     * @param detail for an operator
     */
    public record Entry(String time, String meter, String what, String detail) {}

    /**
     * How route 2a stands.
     *
     * @param writes of labels by the code of their outcome
     * @param notices by what they are
     * @param last what went wrong last, the newest first
     */
    public record Report(Map<String, Long> writes, Map<String, Long> notices, List<Entry> last) {}

    @Override
    public void ended(EntityIdentifier meter, DuisOutcome outcome) {
        if (outcome instanceof DuisOutcome.Written) {
            count(writes, outcome.code());
        } else {
            LOG.info("meter {}: {}: {}", meter, outcome.code(), outcome.sentence());
            count(writes, outcome.code());
            keep(meter.toString(), outcome.code(), outcome.sentence());
        }
    }

    @Override
    public void noticed(DuisNotice notice) {
        String meter = notice.meter().map(EntityIdentifier::toString).orElse("");
        LOG.info("from the DCC: {} {} {}", notice.kind().code(), meter, notice.detail());
        count(notices, notice.kind().code());
        keep(meter, notice.kind().code(), notice.detail());
    }

    private synchronized void count(Map<String, Long> counts, String code) {
        counts.merge(code, 1L, Long::sum);
    }

    private synchronized void keep(String meter, String what, String detail) {
        last.addFirst(new Entry(clock.instant().toString(), meter, what, detail));
        if (last.size() > LAST_MOST) {
            last.removeLast();
        }
    }

    /** All of it. */
    public synchronized Report report() {
        return new Report(new TreeMap<>(writes), new TreeMap<>(notices), new ArrayList<>(last));
    }
}
