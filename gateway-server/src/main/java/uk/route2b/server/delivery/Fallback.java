package uk.route2b.server.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.TunnelMessage;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.configuration.FallbackPolicy;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.schedule.Lane;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.OutboxStore;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.store.StoreException;

/**
 * Moves what is urgent to route 2a for CEMs that have been without a link for too long, the most urgent of the fleet
 * first, so many messages at once. The queue is the outbox; what is kept here is only what has gone how often since the
 * link was lost, and a restart forgets it. A link that comes back takes everything over: the pump sends again what is
 * unanswered, and nothing more goes by 2a.
 */
public final class Fallback implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fallback.class);
    private static final int LOOKED_AT = 50_000;
    private static final int CHARACTERS_OF_THREE_OCTETS = 4;

    private final OutboxStore store;
    private final Counterparts counterparts;
    private final Signing signing;
    private final SigningClock clock;
    private final Timers timers;
    private final FallbackPolicy policy;
    private final MeterRoute route;
    private final StepObserver steps;
    private final Lane lane;
    private final Map<CemKey, FallbackPlan> plans = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    Fallback(
            OutboxStore store,
            Counterparts counterparts,
            Signing signing,
            SigningClock clock,
            Timers timers,
            FallbackPolicy policy,
            MeterRoute route,
            StepObserver steps,
            Executor workers) {
        this.store = store;
        this.counterparts = counterparts;
        this.signing = signing;
        this.clock = clock;
        this.timers = timers;
        this.policy = policy;
        this.route = route;
        this.steps = steps;
        this.lane = new Lane(workers, fault -> LOG.error("a bug in the fallback to route 2a", fault));
    }

    /** The first look is one interval from now. */
    Fallback start() {
        timers.after(policy.look(), () -> {
            if (!stopped.get()) {
                lane.execute(this::lookAndGoOn);
            }
        });
        return this;
    }

    private void lookAndGoOn() {
        try {
            look();
        } catch (StoreException failed) {
            LOG.error("what is urgent cannot be read; it is looked at again", failed);
        } finally {
            start();
        }
    }

    private void look() {
        Map<CemKey, List<PayloadRecord>> urgent = store.urgent(LOOKED_AT).stream()
                .collect(Collectors.groupingBy(PayloadRecord::key, LinkedHashMap::new, Collectors.toList()));
        plans.entrySet()
                .removeIf(plan -> !plan.getValue().isUnderWay()
                        && (!urgent.containsKey(plan.getKey()) || !isFallenBack(plan.getKey())));
        urgent.forEach(this::look);
    }

    private boolean isFallenBack(CemKey key) {
        return counterparts.find(key).filter(Counterpart::isFallenBack).isPresent();
    }

    private void look(CemKey key, List<PayloadRecord> urgent) {
        Optional<Counterpart> counterpart = counterparts.find(key).filter(Counterpart::isFallenBack);
        if (counterpart.isEmpty()) {
            return;
        }
        FallbackPlan plan = plans.computeIfAbsent(key, ignored -> new FallbackPlan(policy));
        Optional<PayloadRecord> next = plan.next(urgent, clock.monotonicMillis());
        if (next.isPresent() && underWay.get() < policy.messagesAtOnce()) {
            underWay.incrementAndGet();
            plan.begin();
            counterpart.get().lane().execute(() -> send(counterpart.get(), plan, next.get()));
        }
    }

    private void send(Counterpart counterpart, FallbackPlan plan, PayloadRecord payload) {
        boolean going = false;
        try {
            Optional<SignedMessage> message = message(counterpart, plan, payload);
            message.ifPresent(signed -> send(counterpart, plan, payload, signed));
            // What failed on its way into the tunnel will never be told to have ended.
            going = message.isPresent();
            message.ifPresent(signed -> isGoing(counterpart, signed));
        } catch (StoreException failed) {
            LOG.error("payload {} for {} does not go by 2a yet", payload.number(), counterpart.key(), failed);
        } finally {
            if (!going) {
                plan.notSent();
                underWay.decrementAndGet();
            }
        }
    }

    /** In the lane: signed before or now, if this node may, and it is short enough. */
    private Optional<SignedMessage> message(Counterpart counterpart, FallbackPlan plan, PayloadRecord payload) {
        if (!counterpart.isFallenBack() || !counterpart.ledger().stillOwns()) {
            return Optional.empty();
        }
        if (payload.state() == PayloadState.QUEUED) {
            return sign(counterpart, plan, payload);
        }
        return counterpart
                .ledger()
                .message(payload.counter().orElseThrow())
                .filter(signed ->
                        fits(counterpart, plan, payload, TunnelMessage.fragments(signed.octets(), Direction.DOWN)));
    }

    private Optional<SignedMessage> sign(Counterpart counterpart, FallbackPlan plan, PayloadRecord payload) {
        boolean open = counterpart.ledger().state().sent().window().isOpen();
        if (!open || !clock.maySign()) {
            plan.putOff(clock.monotonicMillis());
            return Optional.empty();
        }
        Content content = signing.content(counterpart, payload);
        if (!fits(counterpart, plan, payload, fragments(content))) {
            return Optional.empty();
        }
        return signing.sign(counterpart, payload, content).message().map(signed -> Awaited.read(signed.octets()));
    }

    /** At most: around the body comes what cannot be deflated. */
    private static int fragments(Content content) {
        int around = (SignedMessage.OVERHEAD + 2) / 3 * CHARACTERS_OF_THREE_OCTETS;
        return TunnelMessage.fragments(content.body(), Direction.DOWN) + Direction.DOWN.fragmentsFor(around);
    }

    private boolean fits(Counterpart counterpart, FallbackPlan plan, PayloadRecord payload, int fragments) {
        if (fragments <= policy.fragments()) {
            return true;
        }
        if (plan.isTooLong(payload.number())) {
            counterpart.counts().tooLongFor2a();
            LOG.warn(
                    "payload {} for {} takes up to {} fragments and {} are allowed on route 2a; it waits for the link",
                    payload.number(),
                    counterpart.key(),
                    fragments,
                    policy.fragments());
        }
        return false;
    }

    private void send(Counterpart counterpart, FallbackPlan plan, PayloadRecord payload, SignedMessage message) {
        route.send(counterpart, message, () -> !plan.isReplaced(payload.number()), () -> {
            plan.sent(payload.number(), clock.monotonicMillis());
            underWay.decrementAndGet();
        });
    }

    private void isGoing(Counterpart counterpart, SignedMessage message) {
        LOG.info(
                "{} has no link: message {} goes by 2a",
                counterpart.key(),
                message.header().counterText());
        counterpart.counts().sentBy2a();
        steps.reached(Step.DOWN_3_SENT, counterpart.key());
    }

    /** Messages that go by 2a at this moment. */
    public int underWay() {
        return underWay.get();
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
