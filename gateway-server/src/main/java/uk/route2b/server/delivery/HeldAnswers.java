package uk.route2b.server.delivery;

import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
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
 * is held, so that an operator may release it, and the CEM is told that it is held. Used in the lane of the CEM
 * concerned.
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

    /** The reason for which an answer is held; it is kept then. */
    Optional<String> hold(Counterpart counterpart, String ven, Octets body) {
        Optional<String> reason = DispatchGate.payload(counterpart, ven, body, false);
        reason.ifPresent(why -> keep(counterpart, ven, body, why));
        return reason;
    }

    private void keep(Counterpart counterpart, String ven, Octets body, String reason) {
        Optional<Ven> known = counterpart.cem().ven(ven);
        boolean fits = body.size() <= messageOctets - SignedMessage.OVERHEAD;
        if (known.isEmpty() || !fits) {
            LOG.warn("an answer for VEN {} of {} is held and not kept: {}", ven, counterpart.key(), reason);
            return;
        }
        QueueOutcome outcome = store.queue(counterpart.key(), payload(counterpart, known.get(), body), limits);
        if (outcome instanceof QueueOutcome.Queued queued) {
            // Not signed in between: whoever signs asks the cap first, and it says the same.
            store.hold(queued.payload().number(), reason);
            // The CEM was told, and no VTN waits: the same octets another time are another message.
            store.told(queued.payload().number());
            queued.replaced().forEach(replaced -> fates.ended(counterpart, replaced));
        } else {
            LOG.warn(
                    "an answer for VEN {} of {} is held and was kept before, or there is no room",
                    ven,
                    counterpart.key());
        }
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
