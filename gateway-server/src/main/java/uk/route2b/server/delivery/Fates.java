package uk.route2b.server.delivery;

import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.PayloadState;

/** Tells VTNs that wait what has become of their payloads. Used in the lane of the CEM concerned. */
final class Fates {
    private final GatewayStore store;
    private final int messageOctets;

    /** @param messageOctets limit on the octets of a VEN's answer once inflated */
    Fates(GatewayStore store, int messageOctets) {
        this.store = store;
        this.messageOctets = messageOctets;
    }

    /** The CEM has answered, and that is stored. */
    void answered(Counterpart counterpart, long counter, CemAnswer answer) {
        counterpart
                .vtns()
                .payload(counter)
                .ifPresent(number -> outcome(answer).ifPresent(outcome -> tell(counterpart, number, outcome)));
    }

    /** A payload has come to its end in another way: superseded, expired, given up. */
    void ended(Counterpart counterpart, PayloadRecord payload) {
        PushOutcome.of(payload.state(), payload.reason())
                .ifPresent(outcome -> tell(counterpart, payload.number(), outcome));
    }

    /**
     * What the VTN of a payload is told by now; empty while it waits. Also for one that an earlier start has settled.
     */
    Optional<PushOutcome> of(PayloadRecord payload) {
        return ownAnswer(payload).or(() -> PushOutcome.of(payload.state(), payload.reason()));
    }

    private Optional<PushOutcome> ownAnswer(PayloadRecord payload) {
        OptionalLong counter = payload.counter();
        if (payload.state() != PayloadState.DELIVERED || counter.isEmpty()) {
            return Optional.empty();
        }
        return store.settledBy(payload.key(), counter.getAsLong())
                .flatMap(octets -> outcome(CemAnswer.read(Awaited.read(octets), messageOctets)));
    }

    private static Optional<PushOutcome> outcome(CemAnswer answer) {
        return answer instanceof CemAnswer.Answered own
                ? Optional.of(new PushOutcome.Answered(own.exchange()))
                : PushOutcome.of(answer.state(), answer.reason());
    }

    private static void tell(Counterpart counterpart, long number, PushOutcome outcome) {
        counterpart.vtns().take(number).forEach(vtn -> vtn.tell(PushVerdict.of(outcome, number)));
    }
}
