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

    /**
     * Notes, in one transaction, that this store is a copy of an older one and that what happened since is lost.
     *
     * <p>What comes new from a CEM may have been begun by the lost store, whenever it was born: it may have waited long
     * before it got there. So {@link CemState#doubtUntil} of every CEM, also of those not in the copy, becomes at least
     * the span's end, and with its first hello after this one less than that hello's counter: a CEM's counters only
     * rise, so all that the lost store saw is below, and all that is new is above, whatever any clock says.
     *
     * <p>Payloads that are queued in the copy may have been signed and delivered by the lost store, so none is signed
     * again: they become {@code IN_DOUBT} with the reason {@code restored}, told, and an operator finds them among the
     * dead letters. Signed ones stay: their octets are the same, so they are taken once.
     *
     * <p>Messages of CEMs that are held in the copy may have been released by the lost store, so none is held any more.
     */
    void restored(DoubtSpan span);

    /** The span of the restores so far: the earliest start and the latest end; empty where there was none. */
    Optional<DoubtSpan> doubt();
}
