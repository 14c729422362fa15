package uk.route2b.server.tunnel.duis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;

/**
 * The last alerts of each meter, so that one which comes again is known. It is a hint, kept in memory: the signed
 * messages that alerts carry have counters of their own.
 */
final class AlertMemory {
    /** How many are remembered of each meter. */
    static final int REMEMBERED = 64;

    private final Map<EntityIdentifier, Deque<Octets>> digests = new ConcurrentHashMap<>();

    /**
     * Whether it is new; from now on it is not.
     *
     * @param digest of the signed octets: signatures have twins
     */
    boolean isNew(EntityIdentifier meter, Octets digest) {
        Deque<Octets> seen = digests.computeIfAbsent(meter, ignored -> new ArrayDeque<>());
        synchronized (seen) {
            if (seen.contains(digest)) {
                return false;
            }
            seen.addLast(digest);
            if (seen.size() > REMEMBERED) {
                seen.removeFirst();
            }
            return true;
        }
    }
}
