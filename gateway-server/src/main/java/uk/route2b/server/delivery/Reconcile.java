package uk.route2b.server.delivery;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.schedule.Lane;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.StoreException;

/**
 * The slow look at everything that a hint would have said sooner: payloads that another node has queued for a CEM that
 * has its link here, answers that another node has stored, what a store that failed has left behind, and payloads whose
 * time has passed.
 */
public final class Reconcile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconcile.class);
    private static final int EXPIRED_AT_ONCE = 256;

    /** A link that comes back within this time needs no other node. */
    private static final Duration RELEASE = Duration.ofSeconds(30);

    private final GatewayStore store;
    private final Counterparts counterparts;
    private final Inbox inbox;
    private final Recovery recovery;
    private final Pump pump;
    private final Fates fates;
    private final QueueRoom room;
    private final SigningClock clock;
    private final Timers timers;
    private final Duration interval;
    private final Lane lane;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private boolean failing;

    Reconcile(
            GatewayStore store,
            Counterparts counterparts,
            Inbox inbox,
            Recovery recovery,
            Pump pump,
            Fates fates,
            QueueRoom room,
            SigningClock clock,
            Timers timers,
            Duration interval,
            Executor workers) {
        this.store = store;
        this.counterparts = counterparts;
        this.inbox = inbox;
        this.recovery = recovery;
        this.pump = pump;
        this.fates = fates;
        this.room = room;
        this.clock = clock;
        this.timers = timers;
        this.interval = interval;
        this.lane = new Lane(workers, fault -> LOG.error("a bug in the reconcile", fault));
    }

    /**
     * The first look is now, before any link: what has expired while this node was down must not be signed by a CEM
     * that is sooner back than the second look.
     */
    Reconcile start() {
        look();
        return this;
    }

    private void next() {
        if (!stopped.get()) {
            timers.after(interval, () -> {
                if (!stopped.get()) {
                    lane.execute(this::look);
                }
            });
        }
    }

    private void look() {
        try {
            store.alive();
            expire();
            recovery.lookForLost();
            room.set(store.unsentOctets());
            Set<CemKey> waiting = new HashSet<>(store.withUnsent());
            counterparts.known().stream()
                    .filter(counterpart -> counterpart.link().isPresent())
                    .forEach(counterpart ->
                            counterpart.lane().execute(() -> look(counterpart, waiting.contains(counterpart.key()))));
            counterparts.known().stream()
                    .filter(counterpart -> counterpart.link().isEmpty())
                    .forEach(counterpart -> counterpart.lane().execute(() -> release(counterpart)));
            if (failing) {
                LOG.info("the store works again");
            }
            failing = false;
        } catch (StoreException failed) {
            if (!failing) {
                LOG.error("the store does not work; what waits goes on when it does", failed);
            }
            failing = true;
        } finally {
            next();
        }
    }

    private void release(Counterpart counterpart) {
        try {
            counterpart.releaseAfter(RELEASE);
            recovery.endUncertain(counterpart);
        } catch (StoreException failed) {
            LOG.debug("released at a later look", failed);
        }
    }

    private void look(Counterpart counterpart, boolean waits) {
        if (waits) {
            counterpart.sending().wakeUp();
        }
        try {
            recovery.endUncertain(counterpart);
            inbox.lookAgain(counterpart);
        } catch (StoreException failed) {
            LOG.debug("asked again at the next look", failed);
        }
        pump.run(counterpart);
    }

    /** By a clock that has jumped everything would be late. */
    private void expire() {
        List<PayloadRecord> late;
        do {
            late = clock.maySign() ? store.expire(clock.millis(), EXPIRED_AT_ONCE) : List.of();
            late.forEach(this::expired);
        } while (late.size() == EXPIRED_AT_ONCE);
    }

    private void expired(PayloadRecord payload) {
        boolean sent = payload.counter().isPresent();
        LOG.warn(
                "payload {} for VEN {} of {} has expired: {}",
                payload.number(),
                payload.facts().ven(),
                payload.key(),
                sent ? "sent, and whether the CEM took it is not known" : "not delivered");
        counterparts
                .find(payload.key())
                .ifPresent(counterpart -> counterpart.lane().execute(() -> fates.ended(counterpart, payload)));
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
