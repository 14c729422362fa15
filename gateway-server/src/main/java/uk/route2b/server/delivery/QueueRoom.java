package uk.route2b.server.delivery;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Octets of payloads that wait unsigned, of all CEMs together, and of those that are on their way into the store. Kept
 * beside the store so that no push has to add them up; {@link #set} puts right what another node has changed. Safe for
 * use by several threads.
 */
public final class QueueRoom {
    private final long most;
    private final AtomicLong queued;
    private final AtomicLong arriving = new AtomicLong();

    /**
     * Room for {@code most} octets.
     *
     * @param queued by the store's account
     */
    public QueueRoom(long most, long queued) {
        this.most = most;
        this.queued = new AtomicLong(queued);
    }

    /** A payload comes in. False if there is no room for it. */
    boolean arrive(long octets) {
        if (Math.max(0, queued.get()) + arriving.addAndGet(octets) > most) {
            arriving.addAndGet(-octets);
            return false;
        }
        return true;
    }

    /** It is in the store, or was refused. */
    void arrived(long octets) {
        arriving.addAndGet(-octets);
    }

    void queued(long octets) {
        queued.addAndGet(octets);
    }

    /** It is signed, or will not be. */
    void left(long octets) {
        queued.addAndGet(-octets);
    }

    void set(long octets) {
        queued.set(octets);
    }

    /** How much waits, more or less. */
    public long octets() {
        return Math.max(0, queued.get());
    }

    public long most() {
        return most;
    }
}
