package uk.route2b.conformance.wire;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends one frame again and again in a thread of its own, until it is enough or the other end has had enough. */
public final class Flood implements AutoCloseable {
    private static final int AT_ONCE = 100;

    private final Wire wire;
    private final byte[] frames;
    private final int most;
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean stopped;

    /** @param most frames, about */
    public Flood(Wire wire, byte[] frame, int most) {
        this.wire = wire;
        this.most = most;
        this.frames = new byte[frame.length * AT_ONCE];
        for (int index = 0; index < AT_ONCE; index++) {
            System.arraycopy(frame, 0, frames, index * frame.length, frame.length);
        }
    }

    /** Begins to send. */
    public void start() {
        Thread thread = new Thread(this::pour, "flood");
        thread.setDaemon(true);
        thread.start();
    }

    private void pour() {
        try {
            while (!stopped && sent.get() < most) {
                wire.send(frames);
                sent.addAndGet(AT_ONCE);
            }
        } catch (IOException closed) {
            // That is what is being waited for; the reader tells how it came.
            stopped = true;
        }
    }

    /** How many frames were sent so far, or one call less. */
    public int sent() {
        return sent.get();
    }

    @Override
    public void close() {
        stopped = true;
    }
}
