package uk.route2b.server.link;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.certificate.CemCertificateRules;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.RefusalDetail;
import uk.route2b.protocol.certificate.RefusalDiagnosis;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * A certificate that was refused, and why.
 *
 * @param certificate the peer's own
 * @param detail what exactly is wrong, where the reason does not say it all
 * @param dsrsp whose listener refused it
 * @param entity whom it claims to be; nothing about it is proved
 * @param peer address it was shown from
 */
public record RefusedCertificate(
        X509Certificate certificate,
        CertificateRefusal reason,
        Optional<RefusalDetail> detail,
        EntityIdentifier dsrsp,
        Optional<EntityIdentifier> entity,
        String peer) {
    /**
     * With what exactly is wrong with it, as far as that can be said.
     *
     * @param chain what was shown; at least one certificate
     */
    public static RefusedCertificate of(
            List<X509Certificate> chain,
            CertificateRefusal reason,
            TrustAnchors anchors,
            Instant now,
            EntityIdentifier dsrsp,
            String peer) {
        return new RefusedCertificate(
                chain.get(0),
                reason,
                new RefusalDiagnosis(anchors).of(chain, reason, now),
                dsrsp,
                CemCertificateRules.entity(chain.get(0)),
                peer);
    }
}
