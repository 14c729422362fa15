package uk.route2b.pki.issue;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import uk.route2b.pki.lint.Lint;

/** The rules of the profiles, with Bouncy Castle for signatures: it verifies many times faster than the JDK. */
public final class ProfileLint {
    private ProfileLint() {}

    /**
     * The rules.
     *
     * @param furtherPolicies certificate policies that are right besides those of the published test certificates
     * @param issuers certificates that may be an issuer's
     */
    public static Lint of(Set<String> furtherPolicies, Collection<X509Certificate> issuers) {
        return new Lint(Cryptography.BOUNCY_CASTLE, furtherPolicies, issuers);
    }
}
