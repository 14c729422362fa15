package uk.route2b.server.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Octets of the requests of one CEM that have no answer of their VTN yet, within what all CEMs may have together. Used
 * in the CEM's lane, only the sum of all is shared.
 */
final class UplinkRoom {
    private final UplinkLimits limits;
    private final List<Runnable> waiting = new ArrayList<>();
    private long octets;

    /**
     * What all CEMs share. Safe for use by several threads.
     *
     * @param ofOne most octets of one CEM
     * @param inAll most octets of all of them
     * @param message most octets of one message
     * @param sum of all CEMs by now
     */
    record UplinkLimits(long ofOne, long inAll, long message, AtomicLong sum) {}

    UplinkRoom(UplinkLimits limits) {
        this.limits = limits;
    }

    /** Takes room for a message. False if there is none: then nothing is taken, and nothing may be stored. */
    boolean take(int size) {
        if (octets + size > limits.ofOne()) {
            return false;
        }
        if (limits.sum().addAndGet(size) > limits.inAll()) {
            limits.sum().addAndGet(-size);
            return false;
        }
        octets += size;
        return true;
    }

    /** A message has its answer. */
    void give(int size) {
        octets -= size;
        limits.sum().addAndGet(-size);
        if (isOpen()) {
            List<Runnable> now = List.copyOf(waiting);
            waiting.clear();
            now.forEach(Runnable::run);
        }
    }

    /** Whether the largest message would still find room. */
    boolean isOpen() {
        return octets + limits.message() <= limits.ofOne();
    }

    /** Runs {@code task} once there is room for the largest message again. */
    void whenOpen(Runnable task) {
        waiting.add(task);
    }

    long octets() {
        return octets;
    }
}
