package uk.route2b.server.vtn;

import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/** The oadrResponse that tells a VTN: the CEM holds your message. */
public final class PushReceipt {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String NAMESPACES = " xmlns:oadr=\"http://openadr.org/oadr-2.0b/2012/07\""
            + " xmlns:ei=\"http://docs.oasis-open.org/ns/energyinterop/201110\""
            + " xmlns:pyld=\"http://docs.oasis-open.org/ns/energyinterop/201110/payloads\"";

    private PushReceipt() {}

    /**
     * Writes it in the form in which the VTN speaks: one that sends bare messages reads every wrapper as signed.
     *
     * @param wrapped whether the pushed message stood in oadrPayload
     */
    public static Octets write(String venId, Optional<String> requestId, boolean wrapped) {
        String inner = response(venId, requestId.orElse(""));
        return Octets.ofText(
                wrapped
                        ? DECLARATION + "<oadr:oadrPayload" + NAMESPACES + "><oadr:oadrSignedObject><oadr:oadrResponse"
                                + inner + "</oadr:oadrSignedObject></oadr:oadrPayload>\n"
                        : DECLARATION + "<oadr:oadrResponse" + NAMESPACES + inner + "\n");
    }

    private static String response(String venId, String requestId) {
        return " ei:schemaVersion=\"2.0b\"><ei:eiResponse><ei:responseCode>200</ei:responseCode>"
                + "<ei:responseDescription>OK</ei:responseDescription><pyld:requestID>" + escape(requestId)
                + "</pyld:requestID></ei:eiResponse><ei:venID>" + escape(venId) + "</ei:venID></oadr:oadrResponse>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
