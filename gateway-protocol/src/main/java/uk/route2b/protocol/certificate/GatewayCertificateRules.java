package uk.route2b.protocol.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/**
 * What the CEM demands of the gateway's TLS certificate. The host name plays no part: no SMKI certificate has one.
 *
 * @param anchors what the commissioning record trusts; everything else only narrows it
 * @param gateway the DSRSP's entity identifier
 * @param keys identifiers of the keys that the link configuration names: the current one, during a change also the next
 * @param issuer identifier of the authority's key, computed from that key
 */
public record GatewayCertificateRules(
        TrustAnchors anchors, EntityIdentifier gateway, Set<KeyIdentifier> keys, KeyIdentifier issuer) {
    public GatewayCertificateRules {
        keys = Set.copyOf(keys);
    }

    /**
     * Judges what the peer showed.
     *
     * @param chain the gateway's certificate first
     * @return the reason to refuse it, or nothing
     */
    public Optional<CertificateRefusal> judge(List<X509Certificate> chain, Instant now) {
        return SigningPeer.judge(anchors, chain, now, this::judgeIdentity);
    }

    private Optional<CertificateRefusal> judgeIdentity(SmkiCertificate certificate, PathOutcome.Trusted path) {
        if (certificate.kind() != CertificateKind.ORGANISATION) {
            return Optional.of(CertificateRefusal.NOT_AN_ORGANISATION);
        }
        if (!certificate.role().equals(Optional.of(RemotePartyRole.LOAD_CONTROLLER))) {
            return Optional.of(CertificateRefusal.WRONG_ROLE);
        }
        if (!certificate.entity().equals(Optional.of(gateway))) {
            return Optional.of(CertificateRefusal.WRONG_ENTITY);
        }
        if (!keys.contains(certificate.keyIdentifier())) {
            return Optional.of(CertificateRefusal.WRONG_KEY_IDENTIFIER);
        }
        boolean same = path.issuerKey().equals(Optional.of(issuer));
        return same ? Optional.empty() : Optional.of(CertificateRefusal.WRONG_ISSUER);
    }
}
