package uk.route2b.server.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts that were started, to be stopped in reverse. Stopping tries every part and reports all failures together. Used
 * by one thread at a time; {@link #close} may come from another one and works once.
 */
public final class Lifecycle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private record Part(String name, AutoCloseable stop) {}

    private final Deque<Part> started = new ArrayDeque<>();

    /** Remembers a part that runs now. */
    public synchronized <T extends AutoCloseable> T started(String name, T part) {
        started.push(new Part(name, part));
        return part;
    }

    /** How many parts run. */
    public synchronized int running() {
        return started.size();
    }

    /**
     * Stops every part, the last one first.
     *
     * @throws IllegalStateException if some failed to stop; each failure is among its suppressed ones
     */
    @Override
    public synchronized void close() {
        IllegalStateException failures = new IllegalStateException("not every part of the server stopped cleanly");
        while (!started.isEmpty()) {
            stop(started.pop(), failures);
        }
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }

    private static void stop(Part part, IllegalStateException failures) {
        try {
            part.stop().close();
            LOG.info("stopped: {}", part.name());
        } catch (Exception failed) {
            failures.addSuppressed(new IllegalStateException(part.name() + " did not stop cleanly", failed));
        }
    }
}
