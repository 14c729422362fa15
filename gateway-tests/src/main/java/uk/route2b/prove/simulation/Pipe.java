package uk.route2b.prove.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import uk.route2b.protocol.octets.Octets;

/** One direction of a socket: in order, with delay, and no faster than the receiver asks. */
final class Pipe {
    private static final int ROOM = 16;
    private final VirtualTime time;
    private final BiConsumer<Octets, Runnable> receiver;
    private final Deque<Octets> arrived = new ArrayDeque<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int queued;
    private long octets;
    private long lastAt;
    private boolean busy;
    private boolean silent;

    /** @param receiver gets a message and what to run when the next one may come */
    Pipe(VirtualTime time, BiConsumer<Octets, Runnable> receiver) {
        this.time = time;
        this.receiver = receiver;
    }

    void send(Octets message, long delay) {
        queued++;
        octets += message.size();
        lastAt = Math.max(lastAt, time.now() + delay);
        time.after(lastAt - time.now(), () -> arrive(message));
    }

    private void arrive(Octets message) {
        if (!silent) {
            arrived.add(message);
            pull();
        }
    }

    private void pull() {
        if (busy || silent || arrived.isEmpty()) {
            return;
        }
        busy = true;
        Octets message = arrived.remove();
        queued--;
        octets -= message.size();
        receiver.accept(message, () -> time.after(0, this::next));
        wake();
    }

    private void next() {
        busy = false;
        pull();
    }

    private void wake() {
        while (hasRoom() && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    /** Runs {@code task} behind everything that was sent. */
    void behind(Runnable task) {
        time.after(Math.max(0, lastAt - time.now()) + 1, task);
    }

    /** From now on nothing arrives; returns how many messages were under way. */
    int silence() {
        int lost = silent ? 0 : queued;
        silent = true;
        arrived.clear();
        return lost;
    }

    boolean hasRoom() {
        return queued < ROOM;
    }

    void whenRoom(Runnable task) {
        waiting.add(task);
        wake();
    }

    int queued() {
        return queued;
    }

    long octets() {
        return octets;
    }
}
