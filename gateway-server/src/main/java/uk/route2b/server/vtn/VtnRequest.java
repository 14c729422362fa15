package uk.route2b.server.vtn;

import java.security.cert.X509Certificate;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.Vtn;

/**
 * What a VEN asks of its VTN.
 *
 * @param service last segment of the path
 * @param type content type as the VEN said it; empty for XML in UTF-8
 * @param certificate of the CEM that speaks; empty where the register has none
 */
public record VtnRequest(
        Vtn vtn,
        String ven,
        String service,
        Optional<String> type,
        Octets body,
        Optional<X509Certificate> certificate) {
    /** One of a CEM without a certificate in the register. */
    public VtnRequest(Vtn vtn, String ven, String service, Optional<String> type, Octets body) {
        this(vtn, ven, service, type, body, Optional.empty());
    }

    /** The same with another body, and what is said of its type. */
    public VtnRequest with(Optional<String> otherType, Octets other) {
        return new VtnRequest(vtn, ven, service, otherType, other, certificate);
    }
}
