package uk.route2b.server.tunnel.duis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.duis.RequestId;
import uk.route2b.protocol.meter.LabelCommand;

/**
 * The writes that wait for a response, and the last ones that were given up. Safe for use by several threads.
 *
 * <p>A response settles its write once, whichever of several copies comes first.
 */
final class WaitingWrites {
    /** How many that were given up are remembered, so that a late response is known for what it is. */
    static final int GIVEN_UP_MOST = 1_024;

    record Write(LabelCommand command, CompletableFuture<DuisOutcome> outcome) {}

    /** @param late whether it had been given up */
    record Found(Write write, boolean late) {}

    private final Map<RequestId, Write> waiting = new LinkedHashMap<>();
    private final Map<RequestId, Write> givenUp = new LinkedHashMap<>();

    synchronized void add(RequestId id, Write write) {
        waiting.put(id, write);
    }

    /** Takes out the write that {@code id} answers. */
    synchronized Optional<Found> take(RequestId id) {
        Write write = waiting.remove(id);
        if (write != null) {
            return Optional.of(new Found(write, false));
        }
        Write late = givenUp.remove(id);
        return late == null ? Optional.empty() : Optional.of(new Found(late, true));
    }

    /** Waits no longer; the write ends with {@code outcome} unless it was answered meanwhile. */
    void giveUp(RequestId id, DuisOutcome outcome) {
        Write write = forget(id);
        if (write != null) {
            write.outcome().complete(outcome);
        }
    }

    private synchronized @Nullable Write forget(RequestId id) {
        Write write = waiting.remove(id);
        if (write != null) {
            givenUp.put(id, write);
            if (givenUp.size() > GIVEN_UP_MOST) {
                givenUp.remove(givenUp.keySet().iterator().next());
            }
        }
        return write;
    }

    synchronized int size() {
        return waiting.size();
    }
}
