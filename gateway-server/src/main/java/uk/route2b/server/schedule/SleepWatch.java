package uk.route2b.server.schedule;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Notices that this process was asleep: stopped, or its machine paused. What lies in its sockets then may be of
 * somebody who has long given up, and has asked another node since. Safe for use by several threads.
 */
public final class SleepWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Shorter than the patience of any VTN, longer than what a busy machine makes of {@link #LOOK}. */
    private static final Duration ASLEEP = Duration.ofSeconds(2);
    /** In this time everything that lay in the sockets is read. */
    private static final Duration WAKING = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Timers timers;
    private long looked;
    private long woke = Long.MIN_VALUE / 2;
    private long sleeps;
    private boolean closed;

    /** @param clock the wall clock, because others do not count while a machine is paused */
    public SleepWatch(InstantSource clock, Timers timers) {
        this.clock = clock;
        this.timers = timers;
        this.looked = clock.millis();
    }

    /** Begins to watch. */
    public SleepWatch start() {
        timers.after(LOOK, this::tick);
        return this;
    }

    private void tick() {
        look();
        if (!isClosed()) {
            timers.after(LOOK, this::tick);
        }
    }

    /** Whether it has just woken up. */
    public synchronized boolean isWaking() {
        look();
        return looked - woke < WAKING.toMillis();
    }

    /** How often it has slept: if that is more than when something began, whoever asked may have given up since. */
    public synchronized long sleeps() {
        look();
        return sleeps;
    }

    private synchronized void look() {
        long now = clock.millis();
        if (now - looked > ASLEEP.toMillis()) {
            woke = now;
            sleeps++;
        }
        looked = now;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
