package uk.route2b.protocol.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Judges the dates of one certificate. */
final class Validity {
    private Validity() {}

    /** The last second of validity counts to its end: a certificate knows no parts of seconds. */
    static Optional<CertificateRefusal> judge(X509Certificate certificate, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        if (second.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of(CertificateRefusal.NOT_YET_VALID);
        }
        boolean past = second.isAfter(certificate.getNotAfter().toInstant());
        return past ? Optional.of(CertificateRefusal.EXPIRED) : Optional.empty();
    }
}
