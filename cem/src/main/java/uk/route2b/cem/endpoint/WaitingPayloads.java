package uk.route2b.cem.endpoint;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.route2b.client.OpenAdrPayload;

/**
 * What waits for the poll of one VEN, oldest first. Safe for use by several threads.
 *
 * <p>The client keeps the same durably until it is told that a payload was taken, bodies and all, so nothing here needs
 * to be stored and none of it is large.
 */
final class WaitingPayloads {
    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
    private final Map<Long, Waiting> underWay = new TreeMap<>();

    /** A payload, and what to run once the VEN has it. */
    record Waiting(OpenAdrPayload payload, Runnable taken) {}

    synchronized void add(OpenAdrPayload payload, Runnable taken) {
        waiting.put(payload.number(), new Waiting(payload, taken));
    }

    /** The oldest, which waits no more unless it is put back. */
    synchronized Optional<Waiting> take() {
        Map.Entry<Long, Waiting> oldest = waiting.pollFirstEntry();
        if (oldest == null) {
            return Optional.empty();
        }
        underWay.put(oldest.getKey(), oldest.getValue());
        return Optional.of(oldest.getValue());
    }

    /** The VEN has it. */
    void done(Waiting written) {
        forget(written.payload().number());
        written.taken().run();
    }

    /** The VEN did not get it after all, so it waits again, unless it was superseded meanwhile. */
    synchronized void putBack(Waiting unsent) {
        if (underWay.remove(unsent.payload().number()) != null) {
            waiting.put(unsent.payload().number(), unsent);
        }
    }

    /** A newer one has come, or it can not be read: it does not wait any more, and is not taken either. */
    synchronized void forget(long number) {
        waiting.remove(number);
        underWay.remove(number);
    }

    synchronized int size() {
        return waiting.size();
    }
}
