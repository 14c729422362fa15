package uk.route2b.pki.verify;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.route2b.pki.lint.Finding;
import uk.route2b.pki.lint.Level;
import uk.route2b.pki.lint.Lint;
import uk.route2b.protocol.certificate.CertificatePath;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.PathOutcome;
import uk.route2b.protocol.certificate.RevocationLists;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.octets.MalformedException;

/**
 * Path, dates and revocation first, then the profile, then what is expected.
 *
 * @param path finds the chain
 * @param authorities may help to find the way, besides what comes with the certificate
 * @param revocations the lists at hand
 * @param lint the profile
 */
public record Verifier(
        CertificatePath path, List<X509Certificate> authorities, RevocationLists revocations, Lint lint) {
    public Verifier {
        authorities = List.copyOf(authorities);
    }

    /** Judges the first certificate of {@code chain}; the others may be needed to find the way. */
    public Verdict judge(List<X509Certificate> chain, Expectation expectation, Instant now) {
        Optional<CertificateRefusal> refusal = judgePath(chain, now);
        if (refusal.isPresent()) {
            return new Verdict(refusal, List.of());
        }
        List<Finding> errors = lint.certificate(chain.get(0)).stream()
                .filter(finding -> finding.level() == Level.ERROR)
                .toList();
        return errors.isEmpty()
                ? new Verdict(judgeContents(chain.get(0), expectation), errors)
                : new Verdict(Optional.of(CertificateRefusal.PROFILE), errors);
    }

    /** Path, dates and revocation alone: all that RFC 5280 asks of any certificate. */
    public Optional<CertificateRefusal> judgePath(List<X509Certificate> chain, Instant now) {
        List<X509Certificate> helped = new ArrayList<>(chain);
        helped.addAll(authorities);
        PathOutcome outcome = path.validate(helped, now);
        return outcome instanceof PathOutcome.Refused refused
                ? Optional.of(refused.reason())
                : revocations.judge((PathOutcome.Trusted) outcome, now);
    }

    private static Optional<CertificateRefusal> judgeContents(X509Certificate certificate, Expectation expectation) {
        try {
            return expectation.judge(SmkiCertificate.read(certificate));
        } catch (MalformedException broken) {
            return Optional.of(CertificateRefusal.NOT_A_CERTIFICATE);
        }
    }
}
