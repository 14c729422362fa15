package uk.route2b.protocol.openadr;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When one event of an oadrDistributeEvent may change the load of its VEN.
 *
 * @param id eventID
 * @param version what tells one version of the event from the next: modificationNumber, status, times and durations
 * @param cancelled whether its status is cancelled
 * @param start its first moment
 * @param changes every moment at which one of its signals may take another value, with start and end
 * @param end its last moment; empty where it is open
 */
public record EventPlan(
        String id, String version, boolean cancelled, Instant start, List<Instant> changes, Optional<Instant> end) {
    public EventPlan {
        changes = List.copyOf(changes);
    }
}
