package uk.route2b.server.delivery;

import java.time.Duration;

/** Counts what has begun and not ended, so that a stop can wait for it. Safe for use by several threads. */
public final class UnderWay {
    private int count;

    synchronized void begin() {
        count++;
    }

    synchronized void end() {
        count--;
        notifyAll();
    }

    /** Waits until nothing is under way. False if that takes longer than {@code most}. */
    public synchronized boolean awaitNone(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (count > 0) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
