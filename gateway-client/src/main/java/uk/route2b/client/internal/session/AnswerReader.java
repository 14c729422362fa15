package uk.route2b.client.internal.session;

import java.util.Optional;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/** How requests are carried and answers are read; what is in them is for the package of the protocol they speak. */
public interface AnswerReader {
    /** Why a request can not be sent for the VEN it names, if it can not. */
    Optional<String> venRefusal(OpenAdrRequest request);

    /** The content that carries {@code request}, in the format that suits the link best. */
    Content content(OpenAdrRequest request);

    /** The same, not deflated. */
    Content plainContent(OpenAdrRequest request);

    /** Reads the signed answer to the message of {@code entry}. */
    Read read(SignedMessage answer, OutgoingEntry entry);

    /**
     * An answer that was read.
     *
     * @param late what has to be kept if nobody waits for it any more
     */
    record Read(OpenAdrAnswer answer, Optional<Late> late) {}

    /** A request of the VTN inside an answer. */
    record Late(InboxEntry entry, Octets body, Loop.Task afterwards) {}
}
