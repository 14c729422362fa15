package uk.route2b.simulator.ven;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import uk.route2b.simulator.openadr.Message;

/** What the VEN still has to post, oldest first; a message stays until it is answered. */
final class Outbox {
    /** How many messages may wait; the oldest go first. */
    static final int KEPT = 1_000;

    private final Deque<Message> waiting = new ArrayDeque<>();

    synchronized void add(Message message) {
        waiting.addLast(message);
        if (waiting.size() > KEPT) {
            waiting.removeFirst();
        }
    }

    synchronized Optional<Message> first() {
        return Optional.ofNullable(waiting.peekFirst());
    }

    @SuppressWarnings("ReferenceEquality") // an equal message may wait behind it
    synchronized void done(Message message) {
        if (waiting.peekFirst() == message) {
            waiting.removeFirst();
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }
}
