package uk.route2b.simulator.vtn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import uk.route2b.simulator.openadr.DemandEvent;
import uk.route2b.simulator.openadr.Message;

/** What the VTN holds for one VEN: its events, what waits for its polls, its registration. */
final class VenAccount {
    /** How many events a VEN may have. */
    static final int MOST_EVENTS = 1_000;
    /** How many other requests may wait for its polls. */
    static final int MOST_REQUESTS = 100;

    private final Map<String, DemandEvent> events = new LinkedHashMap<>();
    private final Deque<Message> requests = new ArrayDeque<>();
    private final VenEntry entry;
    private @Nullable Pending pending;
    private String registrationId = "";

    VenAccount(VenEntry entry) {
        this.entry = entry;
    }

    VenEntry entry() {
        return entry;
    }

    String venId() {
        return entry.venId();
    }

    /** Keeps what {@code change} makes of the event {@code id}, if there is room. */
    synchronized boolean keep(String id, UnaryOperator<@Nullable DemandEvent> change) {
        boolean room = events.containsKey(id) || events.size() < MOST_EVENTS;
        if (room) {
            DemandEvent changed = change.apply(events.get(id));
            if (changed != null) {
                events.put(id, changed);
            }
        }
        return room;
    }

    synchronized Optional<DemandEvent> event(String id) {
        return Optional.ofNullable(events.get(id));
    }

    /** All of them, always: an event left out would be cancelled by that. */
    synchronized List<DemandEvent> events() {
        return new ArrayList<>(events.values());
    }

    /** The events are to go out as {@code requestId}; an older distribution need not go any more. */
    synchronized void distribute(String requestId) {
        pending = new Pending(requestId, entry.pushUrl().isEmpty());
    }

    /** What is to be pushed. */
    synchronized Optional<Pending> toPush() {
        return Optional.ofNullable(pending).filter(waiting -> !waiting.forPoll());
    }

    /** {@code requestId} has arrived; a newer distribution still waits. */
    synchronized void delivered(String requestId) {
        if (isPending(requestId)) {
            pending = null;
        }
    }

    /** {@code requestId} could not be pushed and waits for the next poll instead. */
    synchronized void leaveToPoll(String requestId) {
        if (isPending(requestId)) {
            pending = new Pending(requestId, true);
        }
    }

    synchronized boolean isPending(String requestId) {
        Pending waiting = pending;
        return waiting != null && waiting.requestId().equals(requestId);
    }

    /** What the next poll takes away: a distribution goes before other requests. */
    synchronized Optional<Pending> takeDistribution() {
        Optional<Pending> taken = Optional.ofNullable(pending).filter(Pending::forPoll);
        if (taken.isPresent()) {
            pending = null;
        }
        return taken;
    }

    synchronized boolean queue(Message request) {
        return requests.size() < MOST_REQUESTS && requests.add(request);
    }

    synchronized Optional<Message> takeRequest() {
        return Optional.ofNullable(requests.poll());
    }

    synchronized void register(String id) {
        registrationId = id;
    }

    /** Empty if the VEN is not registered. */
    synchronized String registrationId() {
        return registrationId;
    }
}
