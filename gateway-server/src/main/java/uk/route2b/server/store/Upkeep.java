package uk.route2b.server.store;

import java.util.List;
import java.util.Optional;
import uk.route2b.server.register.CemKey;

/** What keeps a store small and accountable. Each method is one transaction, as in {@link LinkStore}. */
public interface Upkeep {
    /**
     * Removes what is older than the retention and done with: bodies first, rows later. What is open, and what a CEM's
     * memory of 64 needs to be answered again, stays.
     *
     * @param most rows that one call may touch, so that no message waits long behind it
     * @return how many it touched; 0 once there is nothing left to do
     */
    int prune(Retention retention, long nowMillis, int most);

    /** Verdicts about a CEM, oldest first, after {@code number}. */
    List<AuditRecord> audit(CemKey key, long number, int most);

    /** Messages of a CEM with their answers, oldest first: signed or accepted in the span, after {@code number}. */
    List<Exchange> transcript(CemKey key, long fromMillis, long untilMillis, long number, int most);

    /** Notes that this store is a copy of an older one. Spans add up: the earliest start and the latest end hold. */
    void restored(DoubtSpan span);

    /** The span of the restores so far. */
    Optional<DoubtSpan> doubt();
}
