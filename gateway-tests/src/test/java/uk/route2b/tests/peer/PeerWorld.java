package uk.route2b.tests.peer;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Set;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.GatewayCertificateRules;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.octets.Octets;

/**
 * What a peer of a gateway knows: the authority, the gateway's two certificates, and the time.
 *
 * @param hierarchy issues everything in a test
 * @param dsrsp the DSRSP's entity identifier
 * @param gateway the gateway's TLS certificate and key
 * @param message the DSRSP's message certificate and key
 */
public record PeerWorld(
        TestHierarchy hierarchy,
        EntityIdentifier dsrsp,
        IssuedIdentity gateway,
        IssuedIdentity message,
        InstantSource clock) {
    KeyIdentifier dsrspSigner() {
        return KeyIdentifier.of(message.certificate().getPublicKey());
    }

    GatewayCertificateRules gatewayRules() {
        return new GatewayCertificateRules(
                TrustAnchors.of(hierarchy.anchors()),
                dsrsp,
                Set.of(KeyIdentifier.of(gateway.certificate().getPublicKey())),
                KeyIdentifier.of(hierarchy.organisationCa().certificate().getPublicKey()));
    }

    static Octets der(X509Certificate certificate) {
        try {
            return Octets.of(certificate.getEncoded());
        } catch (CertificateEncodingException unencodable) {
            throw new IllegalStateException("a certificate of our own has no encoding", unencodable);
        }
    }
}
