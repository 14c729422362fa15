package uk.route2b.server.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The VTNs that wait for something about one CEM's payloads. Used in its lane only. */
final class WaitingVtns {
    private final Map<Long, List<WaitingVtn>> byPayload = new HashMap<>();
    private final Map<Long, Long> payloadByCounter = new HashMap<>();

    /** @param counter under which the payload is signed; empty before */
    void add(WaitingVtn vtn, long number, OptionalLong counter) {
        vtn.waitsFor(number);
        byPayload.computeIfAbsent(number, ignored -> new ArrayList<>()).add(vtn);
        counter.ifPresent(signed -> signed(number, signed));
    }

    /** A payload was signed. */
    void signed(long number, long counter) {
        if (byPayload.containsKey(number)) {
            payloadByCounter.put(counter, number);
        }
    }

    /** Which payload somebody waits for was signed under this counter. */
    Optional<Long> payload(long counter) {
        return Optional.ofNullable(payloadByCounter.get(counter));
    }

    /** All who wait for a payload; they wait no longer. */
    List<WaitingVtn> take(long number) {
        payloadByCounter.values().remove(number);
        List<WaitingVtn> waiting = byPayload.remove(number);
        return waiting == null ? List.of() : waiting;
    }

    /** One who waits no longer. True if nobody else waits for the same payload. */
    boolean remove(WaitingVtn vtn, long number) {
        List<WaitingVtn> waiting = byPayload.get(number);
        if (waiting == null) {
            return false;
        }
        waiting.remove(vtn);
        if (!waiting.isEmpty()) {
            return false;
        }
        take(number);
        return true;
    }
}
