package uk.route2b.pki.lint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import uk.route2b.pki.profile.Profile;
import uk.route2b.protocol.certificate.CertificateKind;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.octets.MalformedException;

/** L04 to L06 and L10: policy, key usage, basic constraints, and what else stands there. */
final class ExtensionChecks {
    private static final Set<String> COMMON = Set.of(
            ExtensionValue.KEY_USAGE,
            ExtensionValue.SUBJECT_KEY_IDENTIFIER,
            ExtensionValue.AUTHORITY_KEY_IDENTIFIER,
            ExtensionValue.CERTIFICATE_POLICIES);

    private ExtensionChecks() {}

    /** @param further policies that are right as well as those of the profiles */
    static Check policy(Set<String> further) {
        return certificate -> {
            Optional<ExtensionValue> stated = certificate.extension(ExtensionValue.CERTIFICATE_POLICIES);
            if (stated.isEmpty()) {
                return Stream.of(Finding.error(Rule.L04, "there is none"));
            }
            List<String> policies = SmkiCertificate.policies(certificate.x509());
            boolean right = policies.size() == 1
                    && (expected(certificate.kind(), policies.get(0)) || further.containsAll(policies));
            return Stream.concat(
                    Check.errorIf(!right, Rule.L04, "it states " + policies),
                    Check.errorIf(!stated.get().critical(), Rule.L04, "not critical"));
        };
    }

    static Stream<Finding> keyUsage(Examined certificate) {
        Optional<ExtensionValue> stated = certificate.extension(ExtensionValue.KEY_USAGE);
        if (stated.isEmpty()) {
            return Stream.of(Finding.error(Rule.L05, "there is none"));
        }
        KeyUse use = KeyUse.of(certificate.x509());
        boolean oneBit = use == KeyUse.DIGITAL_SIGNATURE || use == KeyUse.KEY_AGREEMENT;
        boolean right = certificate.authority() ? use == KeyUse.CERTIFICATE_SIGNING : oneBit;
        return Stream.concat(
                Check.errorIf(!right, Rule.L05, "not the bits of a " + certificate.kind()),
                Check.errorIf(!stated.get().critical(), Rule.L05, "not critical"));
    }

    static Stream<Finding> others(Examined certificate) {
        return certificate.extensions().stream()
                .filter(extension -> !COMMON.contains(extension.identifier()))
                .filter(extension -> !extension.identifier().equals(ownOf(certificate)))
                .filter(extension -> !extension.identifier().equals(ExtensionValue.BASIC_CONSTRAINTS))
                .map(extension ->
                        Finding.error(Rule.L06, "the extension " + ObjectIdentifier.dotted(extension.identifier())));
    }

    static Stream<Finding> basicConstraints(Examined certificate) throws MalformedException {
        Optional<ExtensionValue> stated = certificate.extension(ExtensionValue.BASIC_CONSTRAINTS);
        if (!certificate.authority()) {
            return Check.errorIf(stated.isPresent(), Rule.L10, "basic constraints on an end entity");
        }
        boolean critical = stated.isPresent() && stated.get().critical();
        boolean deep = certificate.kind() == CertificateKind.ISSUING
                && certificate.x509().getBasicConstraints() != 0;
        return Stream.of(
                        Check.errorIf(!critical, Rule.L10, "not critical"),
                        Check.errorIf(deep, Rule.L10, "the path length of an issuing authority is not 0"),
                        Check.errorIf(!signsLists(certificate), Rule.L10, "it may not sign revocation lists"))
                .flatMap(findings -> findings);
    }

    private static boolean signsLists(Examined certificate) {
        boolean @org.jspecify.annotations.Nullable [] usage = certificate.x509().getKeyUsage();
        return usage != null && usage[6];
    }

    private static boolean expected(CertificateKind kind, String policy) {
        return switch (kind) {
            case DEVICE -> policy.equals(Profile.DEVICE_SIGNING.policy());
            case ORGANISATION -> policy.equals(Profile.ORGANISATION_SIGNING.policy());
            case ROOT, ISSUING, OTHER ->
                Stream.of(Profile.values()).anyMatch(profile -> profile.policy().equals(policy));
        };
    }

    private static String ownOf(Examined certificate) {
        return certificate.kind() == CertificateKind.DEVICE ? ExtensionValue.SUBJECT_ALTERNATIVE_NAME : "";
    }
}
