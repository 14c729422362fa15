package uk.route2b.pki.lint;

import java.security.Provider;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import uk.route2b.protocol.certificate.CertificateKind;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.MalformedException;

/** Applies the rules. Nothing here depends on the time: a certificate that has expired is not thereby badly made. */
public final class Lint {
    private final List<RuledCheck> alone;
    private final List<Issuer> issuers;

    /**
     * @param verifier whose ECDSA to use
     * @param furtherPolicies certificate policies that are right besides those of the published test certificates
     * @param issuers certificates that may be an issuer's; rules about the issuer need it among them
     */
    public Lint(Provider verifier, Set<String> furtherPolicies, Collection<X509Certificate> issuers) {
        this.issuers =
                issuers.stream().map(issuer -> Issuer.of(issuer, verifier)).toList();
        this.alone = List.of(
                new RuledCheck(Rule.L01, IdentifierChecks::serial),
                new RuledCheck(Rule.L02, IdentifierChecks::subjectKey),
                new RuledCheck(Rule.L03, IdentifierChecks::authorityKey),
                new RuledCheck(Rule.L04, ExtensionChecks.policy(furtherPolicies)),
                new RuledCheck(Rule.L05, ExtensionChecks::keyUsage),
                new RuledCheck(Rule.L06, ExtensionChecks::others),
                new RuledCheck(Rule.L07, SubjectChecks::device),
                new RuledCheck(Rule.L08, SubjectChecks::organisation),
                new RuledCheck(Rule.L09, SubjectChecks::strings),
                new RuledCheck(Rule.L10, ExtensionChecks::basicConstraints),
                new RuledCheck(Rule.L11, KeyChecks::curve),
                new RuledCheck(Rule.L12, KeyChecks::algorithm),
                new RuledCheck(Rule.L16, DateChecks::order));
    }

    /** What is wrong with {@code certificate} itself, whoever signed it. */
    public List<Finding> unsigned(X509Certificate certificate) {
        return apply(alone, certificate);
    }

    /** What is wrong with {@code certificate}. */
    public List<Finding> certificate(X509Certificate certificate) {
        List<RuledCheck> all = new ArrayList<>(alone);
        all.add(new RuledCheck(Rule.L14, new IssuerChecks(issuers)::signature));
        return apply(all, certificate);
    }

    /** What is wrong with {@code list}. */
    public List<Finding> revocationList(X509CRL list) {
        try {
            return new RevocationListChecks(issuers).all(list).toList();
        } catch (MalformedException broken) {
            return List.of(RuledCheck.unreadable(Rule.L15, broken));
        }
    }

    /** Devices among {@code certificates} that have the entity identifier and use of another, but not its key. */
    public static Map<X509Certificate, Finding> together(List<X509Certificate> certificates) {
        Map<Identity, SmkiCertificate> seen = new HashMap<>();
        Map<X509Certificate, Finding> findings = new HashMap<>();
        for (X509Certificate certificate : certificates) {
            device(certificate).forEach(device -> {
                SmkiCertificate first = seen.putIfAbsent(Identity.of(device), device);
                if (first != null && !first.keyIdentifier().equals(device.keyIdentifier())) {
                    findings.put(
                            certificate, Finding.warning(Rule.L13, "another key has the same: " + Identity.of(device)));
                }
            });
        }
        return findings;
    }

    private record Identity(EntityIdentifier entity, KeyUse use) {
        static Identity of(SmkiCertificate device) {
            return new Identity(device.entity().orElseThrow(), device.use());
        }

        @Override
        public String toString() {
            return entity + ", " + use;
        }
    }

    private static Stream<SmkiCertificate> device(X509Certificate certificate) {
        try {
            SmkiCertificate read = SmkiCertificate.read(certificate);
            return read.kind() == CertificateKind.DEVICE ? Stream.of(read) : Stream.empty();
        } catch (MalformedException notOurs) {
            return Stream.empty();
        }
    }

    private static List<Finding> apply(List<RuledCheck> checks, X509Certificate certificate) {
        try {
            Examined examined = Examined.read(certificate);
            return checks.stream().flatMap(check -> check.apply(examined)).toList();
        } catch (MalformedException broken) {
            return List.of(RuledCheck.unreadable(Rule.L06, broken));
        }
    }
}
