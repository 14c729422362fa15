package uk.route2b.server.admission;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.register.CurrentStates;
import uk.route2b.server.schedule.Lane;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.StatusStore;
import uk.route2b.server.store.StoreException;

/**
 * Keeps the states of CEMs as the store has them, and has open links looked at again: every two seconds, so that a
 * change on any node has closed what it has to within five, and at once on the node that makes it. Safe for use by
 * several threads.
 */
public final class StatusWatch implements AutoCloseable {
    /** Two looks and the close of a socket fit into the five seconds of design section 10. */
    public static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(StatusWatch.class);

    private final StatusStore store;
    private final CurrentStates states;
    private final SigningClock clock;
    private final Timers timers;
    private final Runnable links;
    private final Lane lane;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private boolean failing;

    /** @param links closes the links of those who may have none any more */
    public StatusWatch(
            StatusStore store,
            CurrentStates states,
            SigningClock clock,
            Timers timers,
            Executor workers,
            Runnable links) {
        this.store = store;
        this.states = states;
        this.clock = clock;
        this.timers = timers;
        this.links = links;
        this.lane = new Lane(workers, fault -> LOG.error("a bug in the look at states of CEMs", fault));
    }

    /**
     * The first look is now, before any link: nobody may come in by what only the configuration file says.
     *
     * @throws StoreException if it cannot be had
     */
    public StatusWatch start() {
        refresh();
        next();
        return this;
    }

    /** Changes the state of a CEM, which holds when this returns; what it closes is closed right after. */
    public StatusChange change(CemKey key, CemStatus status) {
        if (states.of(key).isEmpty()) {
            return new StatusChange.Refused("the register has no " + key);
        }
        if (status == CemStatus.ENROLLED) {
            return new StatusChange.Refused("a CEM is enrolled by the configuration file; suspend it to keep it out");
        }
        refresh();
        CemStatus before = states.of(key).orElseThrow();
        boolean forGood = before == CemStatus.REVOKED && status != CemStatus.REVOKED;
        if (forGood || !store.changeStatus(key, status, clock.millis())) {
            return new StatusChange.Refused("it is revoked, and that is for good: enrol another CEM");
        }
        refresh();
        LOG.warn("{} was {} and is {} by an operator's order", key, before.word(), status.word());
        lane.execute(links);
        return new StatusChange.Done(key, before, status);
    }

    /** One at a time: what was read earlier must not take the place of what was read later. */
    private synchronized void refresh() {
        states.take(store.statuses());
    }

    private void next() {
        timers.after(INTERVAL, () -> {
            if (!stopped.get()) {
                lane.execute(this::look);
            }
        });
    }

    /** A fault in one part ends neither the other nor the looks. */
    private void look() {
        try {
            read();
        } finally {
            lookAtLinks();
        }
    }

    /** Where the store cannot be read, what was read last goes on to hold. */
    private void read() {
        try {
            refresh();
            failing = false;
        } catch (StoreException failed) {
            if (!failing) {
                LOG.error("states of CEMs cannot be read; those read last hold", failed);
            }
            failing = true;
        }
    }

    private void lookAtLinks() {
        try {
            links.run();
        } finally {
            next();
        }
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
