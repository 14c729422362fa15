package uk.route2b.server.link;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.certificate.CemCertificateRules;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.RefusalDetail;
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
     * One whose entity is read from it.
     *
     * @param chain what was shown; at least one certificate
     */
    public static RefusedCertificate of(
            List<X509Certificate> chain,
            CertificateRefusal reason,
            Optional<RefusalDetail> detail,
            EntityIdentifier dsrsp,
            String peer) {
        X509Certificate shown = chain.get(0);
        return new RefusedCertificate(shown, reason, detail, dsrsp, CemCertificateRules.entity(shown), peer);
    }

    /** Reason and detail in one, for log and audit: {@code chain:signature}. */
    public static String words(CertificateRefusal reason, Optional<RefusalDetail> detail) {
        return reason.code() + detail.map(exact -> ":" + exact.code()).orElse("");
    }
}
