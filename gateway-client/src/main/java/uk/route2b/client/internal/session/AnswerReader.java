package uk.route2b.client.internal.session;

import java.util.Optional;
import java.util.function.Predicate;
import uk.route2b.client.Handover;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/** How requests are carried and answers are read; what is in them is for the package of the protocol they speak. */
public interface AnswerReader {
    /** Why a request can not be sent, if it can not: its VEN, or no room for what its answer may bring. */
    Optional<String> refusal(OpenAdrRequest request, Inbox inbox);

    /** The content that carries {@code request}, in the format that suits the link best. */
    Content content(OpenAdrRequest request);

    /** The same, not deflated. */
    Content plainContent(OpenAdrRequest request);

    /** Reads the signed answer to the message of {@code entry}, sent under {@code counter}. */
    Read read(long counter, SignedMessage answer, OutgoingEntry entry);

    /**
     * An answer that was read.
     *
     * @param request the request of the VTN that the answer carries: kept until the VEN has it
     */
    record Read(OpenAdrAnswer answer, Optional<Carried> request) {
        /** The answer with what its owner runs once the VEN has it. */
        OpenAdrAnswer with(Handover handover) {
            return answer instanceof OpenAdrAnswer.Answered answered
                    ? new OpenAdrAnswer.Answered(answered.status(), answered.type(), answered.body(), handover)
                    : answer;
        }
    }

    /**
     * A request of the VTN inside an answer.
     *
     * @param superseded finds the payloads that it makes void
     */
    record Carried(InboxEntry entry, Octets body, Predicate<InboxEntry> superseded) {}
}
