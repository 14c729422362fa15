package uk.route2b.server.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The requests of one VEN that wait until the one before them has its answer: order is kept per VEN. It is bounded by
 * the CEM's window of 64. Used in the CEM's lane only.
 */
final class ForwardQueue {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    /** Runs {@code forward} now if nothing is under way, else when its turn comes. */
    void add(Runnable forward) {
        waiting.add(forward);
        if (!busy) {
            next();
        }
    }

    /** The one under way has its answer. */
    void next() {
        Optional<Runnable> forward = Optional.ofNullable(waiting.poll());
        busy = forward.isPresent();
        forward.ifPresent(Runnable::run);
    }
}
