package uk.route2b.server.delivery;

import java.util.Optional;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.store.PayloadState;

/** What a VTN is to be told of its push. */
public sealed interface PushOutcome {
    /** It is taken: the CEM holds it, or a newer one, or it is stored here and that is what this VTN wants to know. */
    record Taken() implements PushOutcome {}

    /** The VEN's own answer, signed by the CEM. */
    record Answered(OpenAdrExchange exchange) implements PushOutcome {}

    /**
     * Final: the same octets would not fare better.
     *
     * @param state what became of it
     * @param reason a reason code, or empty
     */
    record Failed(PayloadState state, String reason) implements PushOutcome {}

    /**
     * It was not taken, or nothing is known of it yet. The VTN may push it again; if it is still here then, that push
     * joins it.
     *
     * @param reason a reason code
     */
    record Later(String reason) implements PushOutcome {}

    /**
     * No message holds it.
     *
     * @param most how many octets a payload may have
     */
    record TooLong(int most) implements PushOutcome {}

    /**
     * It is not what a payload has to be, and never will be.
     *
     * @param reason a reason code
     */
    record Unfit(String reason) implements PushOutcome {}

    /** What follows from a payload's state alone; empty while it may still change. */
    static Optional<PushOutcome> of(PayloadState state, String reason) {
        return switch (state) {
            case QUEUED, SENT, UNKNOWN -> Optional.empty();
            case DELIVERED, SUPERSEDED -> Optional.of(new Taken());
            case WITHDRAWN -> Optional.of(new Later(reason));
            case REFUSED, HELD, IN_DOUBT, EXPIRED -> Optional.of(new Failed(state, reason));
        };
    }
}
