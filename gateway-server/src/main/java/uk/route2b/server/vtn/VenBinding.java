package uk.route2b.server.vtn;

import java.util.Optional;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.PayloadHead;

/**
 * Whether what a VTN says is said to the VEN that it goes to: each venID in it, but for those of targets and data
 * sources, is that VEN's. Many messages carry none, as lists of events do; then the push address or the question says
 * whose they are.
 */
public final class VenBinding {
    /** The reason code. */
    public static final String MISMATCH = "ven-mismatch";

    private VenBinding() {}

    /** A venID of somebody else in a message for {@code ven}. */
    public static Optional<String> stranger(PayloadHead head, String ven) {
        return head.venIds().stream().filter(id -> !id.equals(ven)).findFirst();
    }

    /** The same in an answer; that to a registration may name the venID that its VTN has just given. */
    public static Optional<String> strangerInAnswer(PayloadHead head, String ven) {
        boolean registration = head.message().equals(Optional.of(OpenAdrMessage.CREATED_PARTY_REGISTRATION));
        return registration ? Optional.empty() : stranger(head, ven);
    }
}
