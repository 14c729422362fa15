package uk.route2b.client.internal.session;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's thread as an executor of one thread. */
public final class ScheduledEngineThread implements EngineThread {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledEngineThread.class);

    private final ScheduledExecutorService executor;

    /** @param executor of exactly one thread */
    public ScheduledEngineThread(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public void run(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException closed) {
            LOG.debug("engine: a task came after the end");
        }
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        try {
            Future<?> future = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return Timer.NONE;
        }
    }
}
