package uk.route2b.server.vtn;

import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrXml;

/** What the gateway itself says to a VTN in the place of a VEN. */
public final class VenMessages {
    private VenMessages() {}

    /** Whether something waits. */
    public static Octets poll(String ven, boolean wrapped) {
        return Octets.ofText(OpenAdrXml.document("oadrPoll", OpenAdrXml.venId(ven), wrapped));
    }

    /** How often it may be asked. */
    public static Octets queryRegistration(String requestId, boolean wrapped) {
        return Octets.ofText(OpenAdrXml.document("oadrQueryRegistration", requestId(requestId), wrapped));
    }

    /** All events of a VEN, also those that the VTN takes for delivered. */
    public static Octets requestEvent(String ven, String requestId, boolean wrapped) {
        return Octets.ofText(OpenAdrXml.document(
                "oadrRequestEvent",
                "<pyld:eiRequestEvent>" + requestId(requestId) + OpenAdrXml.venId(ven) + "</pyld:eiRequestEvent>",
                wrapped));
    }

    private static String requestId(String requestId) {
        return "<pyld:requestID>" + OpenAdrXml.escape(requestId) + "</pyld:requestID>";
    }
}
