package uk.route2b.protocol.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Judges the dates of one certificate. */
final class Validity {
    private Validity() {}

    static Optional<CertificateRefusal> judge(X509Certificate certificate, Instant now) {
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of(CertificateRefusal.NOT_YET_VALID);
        }
        boolean past = now.isAfter(certificate.getNotAfter().toInstant());
        return past ? Optional.of(CertificateRefusal.EXPIRED) : Optional.empty();
    }
}
