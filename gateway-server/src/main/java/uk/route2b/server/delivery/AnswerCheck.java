package uk.route2b.server.delivery;

import java.util.Optional;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.server.vtn.VenBinding;
import uk.route2b.server.vtn.VtnAnswer;

/**
 * Parse and correlate for what a VTN answers: a message that only VENs send or that names another VEN is refused, and
 * so is a 200 that no parser behind us should see. A page of text that tells of an error goes on as it is: the VEN, or
 * who looks after it, may make sense of it.
 */
final class AnswerCheck {
    private static final int OK = 200;

    private AnswerCheck() {}

    /** Whether an answer is an OpenADR message at all. */
    static boolean isPayload(VtnAnswer answer) {
        try {
            PayloadReader.DEFAULT.read(answer.body());
            return true;
        } catch (MalformedException other) {
            return false;
        }
    }

    /** The reason for which an answer to {@code ven} does not go on. */
    static Optional<String> refusal(VtnAnswer answer, String ven) {
        try {
            PayloadHead head = PayloadReader.DEFAULT.read(answer.body());
            return head.message()
                    .filter(message -> !message.sentByVtn())
                    .map(message -> "direction")
                    .or(() -> VenBinding.strangerInAnswer(head, ven).map(named -> VenBinding.MISMATCH));
        } catch (MalformedException malformed) {
            boolean hostile =
                    malformed.reason() == Malformation.DOCTYPE || malformed.reason() == Malformation.XML_LIMIT;
            return Optional.of(malformed.reason().code()).filter(code -> hostile && answer.status() == OK);
        }
    }
}
