package uk.route2b.pki.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import uk.route2b.protocol.certificate.CertificateKind;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.MalformedException;

/** L07 to L09: whom the certificate names, and in which types of string. */
final class SubjectChecks {
    private static final Set<Integer> STRINGS = Set.of(Element.UTF8_STRING, Element.PRINTABLE_STRING);
    private static final String COMMON_NAME = "550403";

    private SubjectChecks() {}

    static Stream<Finding> device(Examined certificate) throws MalformedException {
        if (certificate.kind() != CertificateKind.DEVICE) {
            return Stream.empty();
        }
        Optional<ExtensionValue> names = certificate.extension(ExtensionValue.SUBJECT_ALTERNATIVE_NAME);
        boolean critical = names.isPresent() && names.get().critical();
        Optional<EntityIdentifier> entity = SmkiCertificate.hardwareModuleName(certificate.x509());
        return Stream.of(
                        Check.errorIf(entity.isEmpty(), Rule.L07, "no single hardwareModuleName of eight octets"),
                        Check.errorIf(
                                !critical, Rule.L07, "the subject is empty and the alternative name not critical"),
                        endless(certificate))
                .flatMap(findings -> findings);
    }

    /** A warning only: a certificate for the link may well end, and tests need some that have. */
    private static Stream<Finding> endless(Examined certificate) {
        boolean endless = certificate.x509().getNotAfter().toInstant().equals(DateChecks.NEVER);
        Finding finding = Finding.warning(Rule.L07, "it ends before 9999-12-31T23:59:59Z");
        return endless ? Stream.empty() : Stream.of(finding);
    }

    static Stream<Finding> organisation(Examined certificate) throws MalformedException {
        if (certificate.kind() != CertificateKind.ORGANISATION) {
            return Stream.empty();
        }
        List<Element> identifiers = certificate.uniqueIdentifiers();
        return Stream.concat(
                role(certificate.units()),
                Check.errorIf(
                        identifiers.size() != 1 || !sixtyFourBits(identifiers.get(0)),
                        Rule.L08,
                        "not one x500UniqueIdentifier, a BIT STRING of 64 bits"));
    }

    static Stream<Finding> strings(Examined certificate) throws MalformedException {
        List<Element> values = new ArrayList<>(certificate.units());
        values.addAll(certificate.subject(COMMON_NAME));
        return values.stream()
                .filter(value -> !STRINGS.contains(value.tag()))
                .map(value -> Finding.error(Rule.L09, "a string of type " + value.tag()));
    }

    private static Stream<Finding> role(List<Element> units) {
        if (units.size() != 1) {
            return Stream.of(Finding.error(Rule.L08, units.size() + " OUs"));
        }
        String text = units.get(0).contents().text();
        boolean known =
                RemotePartyRole.ofDigits(text).isPresent() && text.equals(text.toUpperCase(java.util.Locale.ROOT));
        return Check.errorIf(!known, Rule.L08, "the OU is " + Quoted.of(text) + hint(text));
    }

    private static String hint(String text) {
        return text.matches("[0-9]{3}") ? ", a role in decimal" : "";
    }

    private static boolean sixtyFourBits(Element value) {
        return value.tag() == Element.BIT_STRING
                && value.contents().size() == 1 + EntityIdentifier.SIZE
                && value.contents().at(0) == 0;
    }
}
