package uk.route2b.server.vtn;

import java.util.EnumSet;
import java.util.Set;
import uk.route2b.protocol.openadr.OpenAdrMessage;

/**
 * Which requests of a VEN are of use though nobody is given the answer: those that tell the VTN something, as
 * oadrCreatedEvent does. The others ask for something, and their VEN asks again by itself.
 */
public final class VenStatements {
    /**
     * A VTN takes what it gives to a poll, or lists for oadrRequestEvent, for delivered: with nobody there it would be
     * lost. A registration that its VEN never hears of makes its next one another. What the VTN wants reported stands
     * in the answer to oadrRegisterReport only, and that it wants a report no more may stand in that to
     * oadrUpdateReport.
     */
    private static final Set<OpenAdrMessage> QUESTIONS = EnumSet.of(
            OpenAdrMessage.POLL,
            OpenAdrMessage.REQUEST_EVENT,
            OpenAdrMessage.QUERY_REGISTRATION,
            OpenAdrMessage.CREATE_PARTY_REGISTRATION,
            OpenAdrMessage.REGISTER_REPORT,
            OpenAdrMessage.UPDATE_REPORT);

    private VenStatements() {}

    /**
     * Whether a request is one; not if what it is cannot be seen, as in a signed object.
     *
     * @param kind the name of its element, or another word
     */
    public static boolean isOne(String kind) {
        return OpenAdrMessage.of(kind)
                .filter(message -> !QUESTIONS.contains(message))
                .isPresent();
    }
}
