package uk.route2b.server.delivery;

import java.util.OptionalLong;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.server.store.OutboxStore;
import uk.route2b.server.store.PayloadRecord;

/** Signs a queued payload, once, for whatever route it takes. Used in the lane of the CEM concerned. */
final class Signing {
    private final OutboxStore store;
    private final QueueRoom room;
    private final StepObserver steps;

    Signing(OutboxStore store, QueueRoom room, StepObserver steps) {
        this.store = store;
        this.room = room;
        this.steps = steps;
    }

    /** What the message will carry; that a payload that waits has no body is a bug. */
    Content content(Counterpart counterpart, PayloadRecord payload) {
        Content content = store.content(payload.number())
                .orElseThrow(
                        () -> new IllegalStateException("payload " + payload.number() + " waits and its body is gone"));
        return ReadableContent.by(counterpart, content);
    }

    /** The window has to be open, and the clock has to be right. */
    Reservation sign(Counterpart counterpart, PayloadRecord payload, Content content) {
        Reservation reservation =
                counterpart.ledger().send(PrivateMessageCode.OPENADR, content, OptionalLong.of(payload.number()));
        reservation.message().ifPresent(signed -> {
            room.left(payload.bodyOctets());
            counterpart.vtns().signed(payload.number(), signed.counter());
            steps.reached(Step.DOWN_2_SIGNED, counterpart.key());
        });
        return reservation;
    }
}
