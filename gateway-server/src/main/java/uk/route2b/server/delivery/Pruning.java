package uk.route2b.server.delivery;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.schedule.Lane;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.Retention;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.Upkeep;

/** Removes what is past its retention, a little at a time and with pauses, so that no message waits long behind it. */
public final class Pruning implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
    private static final int STEP = 200;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Upkeep store;
    private final Retention retention;
    private final SigningClock clock;
    private final Timers timers;
    private final Duration interval;
    private final Lane lane;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * Not begun yet.
     *
     * @param interval between two rounds
     */
    public Pruning(
            Upkeep store, Retention retention, SigningClock clock, Timers timers, Duration interval, Executor workers) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
        this.timers = timers;
        this.interval = interval;
        this.lane = new Lane(workers, fault -> LOG.error("a bug in the clean-up", fault));
    }

    /** The first round is one interval from now. */
    public Pruning start() {
        after(interval);
        return this;
    }

    private void after(Duration pause) {
        timers.after(pause, () -> {
            if (!stopped.get()) {
                lane.execute(this::step);
            }
        });
    }

    private void step() {
        Duration pause = interval;
        try {
            // By a clock that has jumped ahead everything would be old.
            if (clock.maySign() && store.prune(retention, clock.millis(), STEP) > 0) {
                pause = PAUSE;
            }
        } catch (StoreException failed) {
            LOG.warn("nothing was cleaned up; it is tried again", failed);
        } finally {
            after(pause);
        }
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
