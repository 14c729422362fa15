package uk.route2b.simulator.schedule;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs everything, one after the other, on one thread of its own. */
public final class ThreadSchedule implements Schedule, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadSchedule.class);

    private final LongSupplier nanos;
    private final long began;
    private final ScheduledThreadPoolExecutor executor;

    private ThreadSchedule(String threadName, LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.executor = new ScheduledThreadPoolExecutor(1, work -> daemon(work, threadName));
    }

    /** Starts the thread {@code threadName}. */
    public static ThreadSchedule start(String threadName) {
        return new ThreadSchedule(threadName, System::nanoTime);
    }

    private static Thread daemon(Runnable work, String threadName) {
        Thread thread = new Thread(work, threadName);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - began);
    }

    /** What comes after {@link #close()} is dropped: there is nobody left to tell. */
    @Override
    public void after(long delayMillis, Runnable task) {
        if (!executor.isShutdown()) {
            ScheduledFuture<?> begun = executor.schedule(() -> guarded(task), delayMillis, TimeUnit.MILLISECONDS);
            LOG.trace("in {} ms: {}", delayMillis, begun);
        }
    }

    /** Without this an exception would vanish in a future that nobody reads. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            LOG.error("a scheduled task failed", bug);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
