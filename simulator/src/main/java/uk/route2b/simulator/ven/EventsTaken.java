package uk.route2b.simulator.ven;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import uk.route2b.simulator.openadr.ReceivedEvent;

/** Knows which version of each event the VEN has acted on, so that it acts on each only once. */
final class EventsTaken {
    /** How many versions are kept for those who ask. */
    static final int KEPT = 20_000;

    private final Map<String, Integer> newest = new LinkedHashMap<>();
    private final Deque<TakenEvent> taken = new ArrayDeque<>();

    /** The events of a list that are new, or newer than what was known; from now on they are known. */
    synchronized List<ReceivedEvent> take(List<ReceivedEvent> list, String requestId, long millis) {
        List<ReceivedEvent> fresh = new ArrayList<>();
        for (ReceivedEvent event : list) {
            if (event.modification() > newest.getOrDefault(event.event(), -1)) {
                newest.put(event.event(), event.modification());
                keep(event, requestId, millis);
                fresh.add(event);
            }
        }
        return fresh;
    }

    private void keep(ReceivedEvent event, String requestId, long millis) {
        taken.addLast(
                new TakenEvent(event.event(), event.modification(), event.status(), event.level(), requestId, millis));
        if (taken.size() > KEPT) {
            taken.removeFirst();
        }
    }

    /** The known events that a list leaves out: that cancels them, and they are forgotten. */
    synchronized List<String> leftOut(List<ReceivedEvent> list) {
        Set<String> listed = list.stream().map(ReceivedEvent::event).collect(Collectors.toSet());
        List<String> absent = newest.keySet().stream()
                .filter(event -> !listed.contains(event))
                .toList();
        absent.forEach(newest::remove);
        return absent;
    }

    synchronized List<TakenEvent> all() {
        return List.copyOf(taken);
    }
}
