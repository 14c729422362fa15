package uk.route2b.server.delivery;

import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.configuration.FallbackPolicy;
import uk.route2b.server.register.Ven;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.NewPayload;
import uk.route2b.server.store.PayloadFacts;
import uk.route2b.server.store.QueueLimits;
import uk.route2b.server.store.QueueOutcome;
import uk.route2b.server.vtn.PushFacts;
import uk.route2b.server.vtn.PushedPayload;

/**
 * Answers of a VTN that carry what may change a load. One that goes beyond the fleet-wide cap is kept like a push that
 * is held, so that an operator may release it, and the CEM is told that it is held; where there is no room for it, that
 * it is refused. Used in the lane of the CEM concerned.
 */
final class HeldAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(HeldAnswers.class);

    private final GatewayStore store;
    private final Fates fates;
    private final SigningClock clock;
    private final FallbackPolicy fallback;
    private final QueueLimits limits;
    private final int messageOctets;

    HeldAnswers(
            GatewayStore store,
            Fates fates,
            SigningClock clock,
            FallbackPolicy fallback,
            QueueLimits limits,
            int messageOctets) {
        this.store = store;
        this.fates = fates;
        this.clock = clock;
        this.fallback = fallback;
        this.limits = limits;
        this.messageOctets = messageOctets;
    }

    /**
     * What the CEM is told in the place of an answer.
     *
     * @param status held: an operator may release it; refused: it is not kept, and nobody can
     */
    record Told(ReceiptStatus status, String reason) {}

    /** What the CEM is told if an answer is held; it is kept then, or the audit says that it could not be. */
    Optional<Told> hold(Counterpart counterpart, String ven, Octets body) {
        return DispatchGate.payload(counterpart, ven, body, false)
                .map(reason -> keep(counterpart, ven, body, reason)
                        .map(why -> lost(counterpart, ven, body, reason, why))
                        .orElse(new Told(ReceiptStatus.HELD, reason)));
    }

    /** Its VTN takes it for delivered and does not say it again, so whoever looks has to find that it is gone. */
    private static Told lost(Counterpart counterpart, String ven, Octets body, String reason, String why) {
        LOG.error(
                "an answer of its VTN for VEN {} of {} was to be held ({}) and cannot be kept ({}): it is refused",
                ven,
                counterpart.key(),
                reason,
                why);
        counterpart.counts().refused(why);
        counterpart.note(Verdict.of(Check.ANOMALY, Ruling.REFUSED, "answer", why)
                .with("direction", "down")
                .with("ven", ven)
                .with("held", reason)
                .with("octets", body.size())
                .with("digest", body.sha256().hex()));
        return new Told(ReceiptStatus.REFUSED, why);
    }

    /** The reason for which it could not be kept. */
    private Optional<String> keep(Counterpart counterpart, String ven, Octets body, String reason) {
        Optional<Ven> known = counterpart.cem().ven(ven);
        if (known.isEmpty()) {
            return Optional.of("ven-unknown");
        }
        if (body.size() > messageOctets - SignedMessage.OVERHEAD) {
            return Optional.of(Malformation.TOO_LONG.code());
        }
        QueueOutcome outcome = store.queue(counterpart.key(), payload(counterpart, known.get(), body), limits);
        if (outcome instanceof QueueOutcome.Queued queued) {
            // Not signed in between: whoever signs asks the cap first, and it says the same.
            store.hold(queued.payload().number(), reason);
            // The CEM was told, and no VTN waits: the same octets another time are another message.
            store.told(queued.payload().number());
            queued.replaced().forEach(replaced -> fates.ended(counterpart, replaced));
        }
        // One that joins was pushed as well: it waits already, and meets the same cap when it is its turn.
        return outcome instanceof QueueOutcome.Full full ? Optional.of(full.reason()) : Optional.empty();
    }

    private NewPayload payload(Counterpart counterpart, Ven ven, Octets body) {
        OpenAdrExchange whole = OpenAdrExchange.of(body);
        OpenAdrExchange exchange = counterpart.cem().hasSeveralVens() ? whole.forVen(ven.id()) : whole;
        PushedPayload facts = PushFacts.of(ven, head(body), exchange);
        return new NewPayload(
                new PayloadFacts(
                        facts.kind(),
                        ven.id(),
                        fallback.isUrgent(facts.kind(), facts.urgent()),
                        facts.replaces(),
                        OptionalLong.empty()),
                exchange.forLink(),
                clock.millis());
    }

    private static PayloadHead head(Octets body) {
        try {
            return PayloadReader.DEFAULT.read(body);
        } catch (MalformedException unreadable) {
            return new PayloadHead(Optional.empty(), false, false, Optional.empty(), Optional.empty());
        }
    }
}
