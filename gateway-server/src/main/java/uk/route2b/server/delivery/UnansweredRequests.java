package uk.route2b.server.delivery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import uk.route2b.protocol.octets.Octets;

/**
 * Messages of a CEM that were begun and have no answer: those that this process is busy with, and those that it was
 * asked for again without being so. Bounded by the CEM's window. Used in the CEM's lane only.
 */
final class UnansweredRequests {
    private final Set<Long> underWay = new HashSet<>();
    private final Map<Long, Long> uncertainSince = new HashMap<>();
    private final Map<Long, Consumer<Octets>> elsewhere = new HashMap<>();

    void begin(long counter) {
        uncertainSince.remove(counter);
        underWay.add(counter);
    }

    /** The store failed as it was begun: it may be stored as begun, and nothing has gone to the VTN. */
    void mayBeBegun(long counter, long nowMillis) {
        uncertainSince.putIfAbsent(counter, nowMillis);
    }

    boolean isUncertain(long counter) {
        return uncertainSince.containsKey(counter);
    }

    /** Those that are uncertain since {@code millis} or before. */
    Set<Long> uncertainAt(long millis) {
        return uncertainSince.entrySet().stream()
                .filter(each -> each.getValue() <= millis)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** It is known what became of them. */
    void areCertain(Set<Long> counters) {
        uncertainSince.keySet().removeAll(counters);
    }

    void end(long counter) {
        uncertainSince.remove(counter);
        underWay.remove(counter);
        elsewhere.remove(counter);
    }

    boolean isUnderWay(long counter) {
        return underWay.contains(counter);
    }

    /** Another node has begun it, and its answer will be in the store. */
    void askAgain(long counter, Consumer<Octets> reply) {
        elsewhere.put(counter, reply);
    }

    /** What is asked for, with where the answer goes. */
    Map<Long, Consumer<Octets>> asked() {
        return Map.copyOf(elsewhere);
    }

    boolean isAskedForAny() {
        return !elsewhere.isEmpty();
    }
}
