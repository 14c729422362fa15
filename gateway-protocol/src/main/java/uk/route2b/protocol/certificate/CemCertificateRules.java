package uk.route2b.protocol.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * What the gateway demands of a CEM's TLS certificate before it asks the register whether that CEM is enrolled and
 * active.
 *
 * @param anchors the device authorities, and the gateway's own link authority if it has one
 */
public record CemCertificateRules(TrustAnchors anchors) {
    /**
     * Judges what the peer showed.
     *
     * @param chain the CEM's certificate first
     * @return the reason to refuse it, or nothing
     */
    public Optional<CertificateRefusal> judge(List<X509Certificate> chain, Instant now) {
        return SigningPeer.judge(anchors, chain, now, (certificate, path) -> judgeProfile(certificate));
    }

    /** Whom a device certificate names. It proves nothing until {@link #judge} has found nothing against it. */
    public static Optional<EntityIdentifier> entity(X509Certificate certificate) {
        return SigningPeer.read(certificate)
                .filter(read -> read.kind() == CertificateKind.DEVICE)
                .flatMap(SmkiCertificate::entity);
    }

    private static Optional<CertificateRefusal> judgeProfile(SmkiCertificate certificate) {
        boolean device = certificate.kind() == CertificateKind.DEVICE;
        return device ? Optional.empty() : Optional.of(CertificateRefusal.NOT_A_DEVICE);
    }
}
