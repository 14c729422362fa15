package uk.route2b.cem.endpoint;

import java.util.Optional;
import java.util.TreeMap;
import uk.route2b.client.OpenAdrPayload;

/**
 * What was pushed down for one VEN and waits for its poll, oldest first. Safe for use by several threads.
 *
 * <p>The client keeps the same durably until it is told that a payload was taken, so nothing here needs to be stored.
 */
final class WaitingPayloads {
    private static final String EVENTS = "oadrDistributeEvent";

    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();

    /** A payload, and what to run once the VEN has it. */
    record Waiting(OpenAdrPayload payload, Runnable taken) {}

    /** A list of events replaces those that wait: it always holds all events of the VEN. */
    synchronized void add(OpenAdrPayload payload, Runnable taken) {
        if (isEvents(payload)) {
            waiting.values().removeIf(older -> isEvents(older.payload()));
        }
        waiting.put(payload.number(), new Waiting(payload, taken));
    }

    private static boolean isEvents(OpenAdrPayload payload) {
        return payload.message().equals(Optional.of(EVENTS));
    }

    /** The oldest, which is gone from here unless it is put back. */
    synchronized Optional<Waiting> take() {
        return Optional.ofNullable(waiting.pollFirstEntry()).map(java.util.Map.Entry::getValue);
    }

    /** The VEN did not get it after all; a newer list of events may have come meanwhile. */
    synchronized void putBack(Waiting unsent) {
        boolean replaced =
                isEvents(unsent.payload()) && waiting.values().stream().anyMatch(newer -> isEvents(newer.payload()));
        if (replaced) {
            unsent.taken().run();
        } else {
            waiting.put(unsent.payload().number(), unsent);
        }
    }

    synchronized int size() {
        return waiting.size();
    }
}
