package uk.route2b.pki.verify;

import java.util.List;
import java.util.Optional;
import uk.route2b.pki.lint.Finding;
import uk.route2b.protocol.certificate.CertificateRefusal;

/**
 * What came of it.
 *
 * @param refusal why not, if not
 * @param findings where the profile is broken, if that is why
 */
public record Verdict(Optional<CertificateRefusal> refusal, List<Finding> findings) {
    public Verdict {
        findings = List.copyOf(findings);
    }

    /** Whether nothing was found against it. */
    public boolean verified() {
        return refusal.isEmpty();
    }
}
