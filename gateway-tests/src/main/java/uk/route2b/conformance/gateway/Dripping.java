package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import uk.route2b.conformance.wire.Wire;

/** Sends octets one at a time, so slowly that they are never all there in time. */
final class Dripping implements AutoCloseable {
    private static final int DROPS = 40;

    private final byte[] octets;
    private final Wire wire;
    private final long pauseMillis;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param during twice as long as all drops take would be too long for the deadline under test */
    Dripping(byte[] octets, Wire wire, Duration during) {
        this.octets = octets.clone();
        this.wire = wire;
        this.pauseMillis = Math.max(1, during.toMillis() / DROPS);
    }

    void start() {
        Thread thread = new Thread(this::drip, "dripping");
        thread.setDaemon(true);
        thread.start();
    }

    private void drip() {
        try {
            for (int index = 0; index < octets.length; index++) {
                wire.send(new byte[] {octets[index]});
                if (stopped.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (IOException closed) {
            // That is what is being waited for; the reader tells how it came.
            stopped.countDown();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
