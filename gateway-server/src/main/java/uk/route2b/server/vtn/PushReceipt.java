package uk.route2b.server.vtn;

import java.util.Optional;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrXml;

/** The oadrResponse that tells a VTN: the CEM holds your message. */
public final class PushReceipt {
    private PushReceipt() {}

    /**
     * Writes it in the form in which the VTN speaks: one that sends bare messages reads every wrapper as signed.
     *
     * @param wrapped whether the pushed message stood in oadrPayload
     */
    public static Octets write(String venId, Optional<String> requestId, boolean wrapped) {
        return Octets.ofText(OpenAdrXml.document(
                "oadrResponse",
                OpenAdrXml.response(200, "OK", requestId.orElse("")) + OpenAdrXml.venId(venId),
                wrapped));
    }
}
