package uk.route2b.protocol.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * What either end demands of a certificate whose key signs messages: a device's or an organisation's, for signatures.
 *
 * @param anchors whoever may certify signers
 */
public record SignerCertificateRules(TrustAnchors anchors) {
    /**
     * Judges a signer's certificate.
     *
     * @param chain the signer's certificate first
     * @return the reason to refuse it, or nothing
     */
    public Optional<CertificateRefusal> judge(List<X509Certificate> chain, Instant now) {
        return SigningPeer.judge(anchors, chain, now, (certificate, path) -> judgeProfile(certificate));
    }

    /** The same, and the certificate has to name {@code signer}. */
    public Optional<CertificateRefusal> judge(List<X509Certificate> chain, EntityIdentifier signer, Instant now) {
        return SigningPeer.judge(
                anchors,
                chain,
                now,
                (certificate, path) -> judgeProfile(certificate).or(() -> other(certificate, signer)));
    }

    private static Optional<CertificateRefusal> other(SmkiCertificate certificate, EntityIdentifier signer) {
        boolean same = certificate.entity().equals(Optional.of(signer));
        return same ? Optional.empty() : Optional.of(CertificateRefusal.WRONG_ENTITY);
    }

    private static Optional<CertificateRefusal> judgeProfile(SmkiCertificate certificate) {
        boolean names =
                certificate.kind() == CertificateKind.DEVICE || certificate.kind() == CertificateKind.ORGANISATION;
        return names ? Optional.empty() : Optional.of(CertificateRefusal.NO_ENTITY);
    }
}
