package uk.route2b.client.internal.session;

import java.util.Optional;
import java.util.function.UnaryOperator;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.octets.Octets;

/**
 * What a message with a good signature does: one commit holds its counter, its answer and its change.
 *
 * @param status what the receipt says
 * @param detail a reason code; may be empty
 * @param change to the state
 * @param payload the body that the newest entry of the inbox needs
 * @param afterwards done once the commit has returned
 */
public record Effect(
        ReceiptStatus status,
        String detail,
        UnaryOperator<CemState> change,
        Optional<Octets> payload,
        Loop.Task afterwards) {
    /** Nothing but the receipt. */
    public static Effect only(ReceiptStatus status, String detail) {
        return new Effect(status, detail, UnaryOperator.identity(), Optional.empty(), () -> {});
    }

    /** Refused for good. */
    public static Effect refused(String reason) {
        return only(ReceiptStatus.REFUSED, reason);
    }

    /** Decides what a message does. */
    @FunctionalInterface
    public interface Decision {
        /** Judges {@code message}; empty if queues are full, so that nothing is stored and it has to come again. */
        Optional<Effect> decide(uk.route2b.protocol.message.SignedMessage message, CemState state);
    }
}
