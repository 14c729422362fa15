package uk.route2b.server.checks.anomaly;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.CheckStore;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.TrafficCount;

/**
 * Stores what was counted every few seconds, so that a restart does not begin a window anew; a fall loses what was
 * counted since.
 */
public final class TrafficKeeper implements AutoCloseable {
    private static final Duration EACH = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(TrafficKeeper.class);

    private final Anomalies anomalies;
    private final CheckStore store;
    private final Timers timers;
    private final Executor workers;
    private final AtomicBoolean stopped = new AtomicBoolean();

    public TrafficKeeper(Anomalies anomalies, CheckStore store, Timers timers, Executor workers) {
        this.anomalies = anomalies;
        this.store = store;
        this.timers = timers;
        this.workers = workers;
    }

    /** Goes on with what was stored. */
    public TrafficKeeper start() {
        anomalies.restore(store.traffic(anomalies.beginsMillis()));
        timers.after(EACH, this::next);
        return this;
    }

    private void next() {
        if (stopped.get()) {
            return;
        }
        try {
            workers.execute(this::keepAndGoOn);
        } catch (RuntimeException | Error noWorker) {
            LOG.error("what anomaly detection has counted finds no worker to store it; it is tried again", noWorker);
            timers.after(EACH, this::next);
        }
    }

    /** Goes on whatever happens: a window that is kept no more would begin anew with each restart, and nobody knew. */
    private void keepAndGoOn() {
        try {
            keep();
        } catch (RuntimeException | Error bug) {
            LOG.error("a bug as what anomaly detection has counted was to be stored; it is tried again", bug);
        } finally {
            timers.after(EACH, this::next);
        }
    }

    private void keep() {
        List<TrafficCount> counts = anomalies.unsaved();
        if (counts.isEmpty()) {
            return;
        }
        boolean kept = false;
        try {
            store.keepTraffic(counts);
            kept = true;
        } catch (StoreException failed) {
            LOG.error("what anomaly detection has counted is not stored; it goes on from memory", failed);
        } finally {
            if (!kept) {
                anomalies.notSaved();
            }
        }
    }

    /** What was counted until now is stored. */
    @Override
    public void close() {
        stopped.set(true);
        keep();
    }
}
