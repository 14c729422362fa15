package uk.route2b.server.delivery;

import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.PayloadRecord;

/** Signs a queued payload, once, for whatever route it takes. Used in the lane of the CEM concerned. */
final class Signing {
    /** The reason of a queued payload that an operator has let through. */
    private static final String RELEASED = "released";

    private final GatewayStore store;
    private final QueueRoom room;
    private final Fates fates;
    private final StepObserver steps;
    private final int messageOctets;

    /** @param messageOctets limit on the octets of a payload once inflated */
    Signing(GatewayStore store, QueueRoom room, Fates fates, StepObserver steps, int messageOctets) {
        this.store = store;
        this.room = room;
        this.fates = fates;
        this.steps = steps;
        this.messageOctets = messageOctets;
    }

    /** What the message will carry; that a payload that waits has no body is a bug. */
    Content content(Counterpart counterpart, PayloadRecord payload) {
        Content content = store.content(payload.number())
                .orElseThrow(
                        () -> new IllegalStateException("payload " + payload.number() + " waits and its body is gone"));
        return ReadableContent.by(counterpart, content);
    }

    /**
     * The window has to be open, and the clock has to be right. What the fleet-wide cap holds is {@link Fence#GONE}
     * from the queue.
     */
    Reservation sign(Counterpart counterpart, PayloadRecord payload, Content content) {
        boolean released = payload.reason().equals(RELEASED);
        Optional<String> held =
                DispatchGate.payload(counterpart, payload.facts().ven(), body(content), released);
        if (held.isPresent()) {
            hold(counterpart, payload, held.get());
            return new Reservation(Fence.GONE, Optional.empty());
        }
        return signed(counterpart, payload, content);
    }

    /** What cannot be read as an exchange is looked at as it is. */
    private Octets body(Content content) {
        try {
            return OpenAdrExchange.read(content, messageOctets).body();
        } catch (MalformedException other) {
            return content.body();
        }
    }

    private void hold(Counterpart counterpart, PayloadRecord payload, String reason) {
        if (store.hold(payload.number(), reason)) {
            room.left(payload.bodyOctets());
            store.payload(payload.number()).ifPresent(held -> fates.ended(counterpart, held));
        }
    }

    private Reservation signed(Counterpart counterpart, PayloadRecord payload, Content content) {
        Reservation reservation =
                counterpart.ledger().send(PrivateMessageCode.OPENADR, content, OptionalLong.of(payload.number()));
        reservation.message().ifPresent(signed -> {
            counterpart.note(Verdict.of(Check.DELIVERY, Ruling.ACCEPTED, "signed", "")
                    .with("direction", "down")
                    .with("payload", payload.number())
                    .with("counter", Long.toUnsignedString(signed.counter())));
            room.left(payload.bodyOctets());
            counterpart.vtns().signed(payload.number(), signed.counter());
            steps.reached(Step.DOWN_2_SIGNED, counterpart.key());
        });
        return reservation;
    }
}
