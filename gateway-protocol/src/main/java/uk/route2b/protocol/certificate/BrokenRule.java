package uk.route2b.protocol.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Says which rule a path breaks whose signatures, authorities and dates are in order. */
final class BrokenRule {
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    /** clientAuth, and any (RFC 5280 section 4.2.1.12). */
    private static final Set<String> FOR_CLIENTS = Set.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

    private BrokenRule() {}

    /** @param path from the end entity to its anchor, both included */
    static RefusalDetail of(List<X509Certificate> path) {
        if (!isForClients(path.get(0))) {
            return RefusalDetail.OTHER_PURPOSE;
        }
        for (int index = 0; index + 1 < path.size(); index++) {
            if (namesAnotherKey(path.get(index), path.get(index + 1))) {
                return RefusalDetail.ISSUER_KEY;
            }
        }
        boolean constrained =
                path.stream().skip(1).anyMatch(issuer -> issuer.getExtensionValue(NAME_CONSTRAINTS) != null);
        return constrained ? RefusalDetail.NAMES : RefusalDetail.RULES;
    }

    /** One without a purpose is for all. */
    private static boolean isForClients(X509Certificate certificate) {
        try {
            @Nullable List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.stream().anyMatch(FOR_CLIENTS::contains);
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    private static boolean namesAnotherKey(X509Certificate certificate, X509Certificate issuer) {
        try {
            Optional<Octets> named = Extensions.authorityKeyIdentifier(certificate);
            Optional<Octets> key = Extensions.subjectKeyIdentifier(issuer);
            return named.isPresent() && key.isPresent() && !named.equals(key);
        } catch (MalformedException unreadable) {
            return false;
        }
    }
}
