package uk.route2b.server.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.checks.schema.SchemaCheck;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.configuration.FallbackPolicy;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.Ven;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.NewPayload;
import uk.route2b.server.store.PayloadFacts;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.store.QueueLimits;
import uk.route2b.server.store.QueueOutcome;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.vtn.PushedPayload;
import uk.route2b.server.vtn.VenBinding;

/**
 * Takes payloads of VTNs for CEMs: stored durably, then sent when it is their turn, and the VTN is told what its entry
 * in the configuration says and when. Safe for use by several threads; nothing here blocks its caller.
 */
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** How long a VTN that was not told the fate of a payload may take to push it again. */
    private static final Duration ASKS_AGAIN = Duration.ofHours(1);

    private final Counterparts counterparts;
    private final GatewayStore store;
    private final SigningClock clock;
    private final Timers timers;
    private final Pump pump;
    private final Fates fates;
    private final QueueRoom room;
    private final StepObserver steps;
    private final Limits limits;

    /**
     * What a payload may be and how many may wait.
     *
     * @param messageOctets largest message that is sent
     * @param fallback says what is urgent
     */
    public record Limits(QueueLimits queue, int messageOctets, FallbackPolicy fallback) {}

    Outbox(
            Counterparts counterparts,
            GatewayStore store,
            SigningClock clock,
            Timers timers,
            Pump pump,
            Fates fates,
            QueueRoom room,
            StepObserver steps,
            Limits limits) {
        this.counterparts = counterparts;
        this.store = store;
        this.clock = clock;
        this.timers = timers;
        this.pump = pump;
        this.fates = fates;
        this.room = room;
        this.steps = steps;
        this.limits = limits;
    }

    /**
     * Takes a payload.
     *
     * @param patience after which the VTN is told that it may come again; an unsigned payload is taken back then, a
     *     signed one stays on its way
     * @param vtn told once, on any thread
     */
    public void push(CemKey key, PushedPayload pushed, Duration patience, Consumer<PushVerdict> vtn) {
        Content content = pushed.exchange().forLink();
        int most = limits.messageOctets() - SignedMessage.OVERHEAD;
        Optional<Counterpart> counterpart = counterparts.find(key);
        if (counterpart.isEmpty()) {
            vtn.accept(PushVerdict.open(new PushOutcome.Later("unknown-cem")));
        } else if (!counterpart.get().isActive()) {
            vtn.accept(PushVerdict.open(new PushOutcome.Later("not-active")));
        } else if (ReadableContent.plainSize(content) > most) {
            vtn.accept(PushVerdict.open(new PushOutcome.TooLong(most)));
        } else if (unfit(counterpart.get(), pushed).isPresent()) {
            vtn.accept(PushVerdict.open(new PushOutcome.Unfit(SchemaCheck.REASON)));
        } else if (!room.arrive(content.body().size())) {
            vtn.accept(PushVerdict.open(new PushOutcome.Later("queue-octets-in-all")));
        } else {
            arrive(counterpart.get(), pushed, content, patience, new WaitingVtn(vtn));
        }
    }

    private static Optional<String> unfit(Counterpart counterpart, PushedPayload pushed) {
        Octets body = pushed.exchange().body();
        Optional<String> refused = SchemaGate.refusal(
                counterpart,
                "payload",
                body,
                verdict -> verdict.with("direction", "down")
                        .with("message", pushed.kind())
                        .with("ven", pushed.ven().id())
                        .with("octets", body.size())
                        .with("digest", body.sha256().hex()));
        refused.ifPresent(counterpart.counts()::refused);
        return refused;
    }

    private void arrive(
            Counterpart counterpart, PushedPayload pushed, Content content, Duration patience, WaitingVtn vtn) {
        NewPayload payload = new NewPayload(facts(pushed), content, clock.millis());
        counterpart.lane().execute(() -> {
            if (clock.millis() - payload.atMillis() > patience.toMillis()) {
                // The VTN has given up, perhaps pushed it to another node and been told: it is not ours to begin.
                room.arrived(content.body().size());
                vtn.tell(PushVerdict.open(new PushOutcome.Later("late")));
                return;
            }
            vtn.until(timers.after(patience, () -> counterpart.lane().execute(() -> deadline(counterpart, vtn))));
            queue(counterpart, payload, pushed.ven().vtn().answer(), vtn);
            room.arrived(content.body().size());
            pump.run(counterpart);
        });
    }

    private PayloadFacts facts(PushedPayload pushed) {
        OptionalLong expires = pushed.ven()
                .vtn()
                .expires()
                .map(age -> OptionalLong.of(clock.millis() + age.toMillis()))
                .orElse(OptionalLong.empty());
        boolean urgent = limits.fallback().isUrgent(pushed.kind(), pushed.urgent());
        return new PayloadFacts(pushed.kind(), pushed.ven().id(), urgent, pushed.replaces(), expires);
    }

    private void queue(Counterpart counterpart, NewPayload payload, PushAnswer answer, WaitingVtn vtn) {
        try {
            QueueOutcome outcome = store.queue(counterpart.key(), payload, limits.queue());
            if (outcome instanceof QueueOutcome.Joined old && isPast(old.payload(), payload.atMillis())) {
                store.told(old.payload().number());
                outcome = store.queue(counterpart.key(), payload, limits.queue());
            }
            if (outcome instanceof QueueOutcome.Queued queued) {
                note(counterpart, payload, Ruling.ACCEPTED, "");
                boolean tooMuch = counterpart
                        .count(
                                "down",
                                payload.facts().kind(),
                                payload.content().body().size())
                        .isPresent();
                queued(counterpart, queued, answer, vtn);
                if (tooMuch) {
                    hold(counterpart, queued.payload());
                }
            } else if (outcome instanceof QueueOutcome.Joined joined) {
                joined(counterpart, joined.payload(), answer, vtn);
            } else {
                String reason = ((QueueOutcome.Full) outcome).reason();
                note(counterpart, payload, Ruling.REFUSED, reason);
                vtn.tell(PushVerdict.open(new PushOutcome.Later(reason)));
            }
        } catch (StoreException failed) {
            // It may be stored all the same; nobody was told, so the same push joins it.
            counterpart.sending().wakeUp();
            LOG.error("a payload for {} was not stored; its VTN is told to come again", counterpart.key(), failed);
            vtn.tell(PushVerdict.open(new PushOutcome.Later("store")));
        }
    }

    /** More than is usual for this CEM or the fleet: it waits for an operator. */
    private void hold(Counterpart counterpart, PayloadRecord payload) {
        if (store.hold(payload.number(), "threshold")) {
            room.left(payload.bodyOctets());
            store.payload(payload.number()).ifPresent(held -> fates.ended(counterpart, held));
        }
    }

    private static void note(Counterpart counterpart, NewPayload payload, Ruling ruling, String reason) {
        PayloadFacts facts = payload.facts();
        counterpart.note(Verdict.of(Check.PARSE_AND_CORRELATE, ruling, "payload", reason)
                .with("direction", "down")
                .with("message", facts.kind())
                .with("ven", facts.ven())
                .with("octets", payload.content().body().size())
                .with("digest", payload.content().body().sha256().hex()));
    }

    /**
     * A push was refused before anything was stored.
     *
     * @param reason a reason code
     */
    public void refused(CemKey key, String reason) {
        counterparts
                .find(key)
                .ifPresent(counterpart ->
                        counterpart.note(Verdict.of(Check.PARSE_AND_CORRELATE, Ruling.REFUSED, "payload", reason)
                                .with("direction", "down")));
    }

    /**
     * What a VTN has for {@code ven} names another VEN, so it is not taken.
     *
     * @param named the venID in it
     */
    public void misaddressed(CemKey key, Ven ven, String named) {
        String shown = Printable.reason(named);
        LOG.error(
                "refused what VTN {} has for VEN {} of {}: it names VEN {}; compare the venID in the register with the"
                        + " VTN's, and look whose push address the VTN holds",
                ven.vtn().name(),
                ven.id(),
                key,
                shown);
        counterparts
                .find(key)
                .ifPresent(counterpart -> counterpart.note(
                        Verdict.of(Check.AUTHENTICATION, Ruling.REFUSED, "payload", VenBinding.MISMATCH)
                                .with("direction", "down")
                                .with("ven", ven.id())
                                .with("named", shown)));
    }

    /**
     * Some messages are the same octets each time they are meant anew. What is done with, and was pushed long before
     * its VTN could still be asking again, is another one.
     */
    private static boolean isPast(PayloadRecord payload, long nowMillis) {
        return !payload.state().isOpen() && nowMillis - payload.queuedMillis() > ASKS_AGAIN.toMillis();
    }

    private void queued(Counterpart counterpart, QueueOutcome.Queued queued, PushAnswer answer, WaitingVtn vtn) {
        PayloadRecord payload = queued.payload();
        room.queued(payload.bodyOctets());
        counterpart.sending().wakeUp();
        steps.reached(Step.DOWN_1_QUEUED, counterpart.key());
        for (PayloadRecord replaced : queued.replaced()) {
            room.left(replaced.bodyOctets());
            fates.ended(counterpart, replaced);
        }
        await(counterpart, payload, answer, vtn);
    }

    /** The VTN asks again for what it was never told. */
    private void joined(Counterpart counterpart, PayloadRecord payload, PushAnswer answer, WaitingVtn vtn) {
        LOG.info("a push for {} joins payload {}, which is {}", counterpart.key(), payload.number(), payload.state());
        Optional<PushOutcome> known = fates.of(payload);
        if (known.isPresent()) {
            vtn.tell(PushVerdict.of(known.get(), payload.number()));
        } else {
            await(counterpart, payload, answer, vtn);
        }
    }

    private static void await(Counterpart counterpart, PayloadRecord payload, PushAnswer answer, WaitingVtn vtn) {
        if (answer == PushAnswer.ON_STORE) {
            vtn.tell(PushVerdict.of(new PushOutcome.Taken(), payload.number()));
        } else {
            counterpart.vtns().add(vtn, payload.number(), payload.counter());
        }
    }

    /** What the VTN is told when it has waited long enough; signing and this are in the same lane, so one is first. */
    private void deadline(Counterpart counterpart, WaitingVtn vtn) {
        if (vtn.isTold() || vtn.payload().isEmpty()) {
            return;
        }
        long number = vtn.payload().getAsLong();
        boolean alone = counterpart.vtns().remove(vtn, number);
        try {
            vtn.tell(afterDeadline(counterpart, number, alone));
        } catch (StoreException failed) {
            LOG.error("what became of payload {} for {} cannot be read", number, counterpart.key(), failed);
            vtn.tell(PushVerdict.open(new PushOutcome.Later("store")));
        }
    }

    private PushVerdict afterDeadline(Counterpart counterpart, long number, boolean alone) {
        // Another node may have sent it, and its receipt may be stored by now.
        PayloadRecord payload = store.payload(number).orElseThrow();
        Optional<PushOutcome> known = fates.of(payload);
        if (known.isPresent()) {
            return PushVerdict.of(known.get(), number);
        }
        String why = pump.obstacle(counterpart).orElse("behind-others");
        // Through the meter it takes minutes, and its turn among others: it is on its way like one that is signed.
        boolean byMeter = payload.facts().urgent() && counterpart.isFallenBack();
        if (alone && !byMeter && payload.state() == PayloadState.QUEUED && store.withdraw(number, why)) {
            room.left(payload.bodyOctets());
            return PushVerdict.open(new PushOutcome.Later(why));
        }
        return PushVerdict.open(new PushOutcome.Later("no-receipt-in-time"));
    }

    /** The VTN has been given its final answer. */
    public void told(CemKey key, long number) {
        steps.reached(Step.DOWN_6_TOLD, key);
        counterparts
                .find(key)
                .ifPresent(counterpart -> counterpart.lane().execute(() -> {
                    try {
                        store.told(number);
                    } catch (StoreException failed) {
                        LOG.warn(
                                "that the VTN was told of payload {} is not stored; the same push would join it",
                                number,
                                failed);
                    }
                }));
    }
}
