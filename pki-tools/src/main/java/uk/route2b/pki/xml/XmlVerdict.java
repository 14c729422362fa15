package uk.route2b.pki.xml;

import java.security.cert.X509Certificate;
import uk.route2b.protocol.octets.Octets;

/** What became of verifying a document. */
public sealed interface XmlVerdict {
    /**
     * It is signed by {@code signer}.
     *
     * @param signedOctets exactly what was digested: the document in canonical form without its signature. Only this is
     *     to be read
     */
    record Verified(Octets signedOctets, X509Certificate signer) implements XmlVerdict {}

    /** It is not, as far as we know. */
    record Refused(XmlRefusal reason) implements XmlVerdict {}
}
