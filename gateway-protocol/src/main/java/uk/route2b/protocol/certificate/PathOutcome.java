package uk.route2b.protocol.certificate;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.identity.KeyIdentifier;

/** What became of the search for a chain. */
public sealed interface PathOutcome {
    /**
     * A chain was found.
     *
     * @param path from the end entity to the last certificate below the anchor; at least one
     * @param anchor the trust anchor it leads to
     */
    record Trusted(List<X509Certificate> path, X509Certificate anchor) implements PathOutcome {
        public Trusted {
            path = List.copyOf(path);
        }

        /** The certificate that was judged. */
        public X509Certificate subject() {
            return path.get(0);
        }

        /** The certificate of whoever issued it. */
        public X509Certificate issuer() {
            return path.size() > 1 ? path.get(1) : anchor;
        }

        /** The identifier of the key that signed it, computed from that key; none if that is not on P-256. */
        public Optional<KeyIdentifier> issuerKey() {
            return SigningPeer.read(issuer()).map(SmkiCertificate::keyIdentifier);
        }
    }

    /** None was found, for {@code reason}. */
    record Refused(CertificateRefusal reason) implements PathOutcome {}
}
