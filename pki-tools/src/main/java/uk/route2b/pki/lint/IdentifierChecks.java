package uk.route2b.pki.lint;

import java.security.interfaces.ECPublicKey;
import java.util.Optional;
import java.util.stream.Stream;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** L01 to L03: serial number and key identifiers. */
final class IdentifierChecks {
    private static final int SERIAL_OCTETS = 16;
    private static final int KEY_IDENTIFIER_TAG = 0x80;

    private IdentifierChecks() {}

    static Stream<Finding> serial(Examined certificate) {
        Octets serial = certificate.signed().get(Examined.SERIAL).contents();
        boolean positive = !serial.isEmpty() && serial.at(0) < 0x80;
        return Check.errorIf(
                serial.size() != SERIAL_OCTETS || !positive,
                Rule.L01,
                serial.size() + " octets, " + (positive ? "positive" : "negative"));
    }

    static Stream<Finding> subjectKey(Examined certificate) throws MalformedException {
        Optional<ExtensionValue> stated = certificate.extension(ExtensionValue.SUBJECT_KEY_IDENTIFIER);
        if (stated.isEmpty()) {
            return Stream.of(Finding.error(Rule.L02, "there is none"));
        }
        if (!(certificate.x509().getPublicKey() instanceof ECPublicKey)) {
            return Stream.of(Finding.error(Rule.L02, "the key is not on an elliptic curve"));
        }
        Octets value = stated.get().element().contents();
        Octets computed = KeyIdentifier.of(certificate.x509().getPublicKey()).octets();
        boolean differs = !value.equals(computed) || stated.get().critical();
        return Check.errorIf(differs, Rule.L02, "it says " + value.hex() + ", the key gives " + computed.hex());
    }

    static Stream<Finding> authorityKey(Examined certificate) throws MalformedException {
        Optional<ExtensionValue> stated = certificate.extension(ExtensionValue.AUTHORITY_KEY_IDENTIFIER);
        if (stated.isEmpty()) {
            return Stream.of(Finding.error(Rule.L03, "there is none"));
        }
        Element fields = stated.get().element();
        Element identifier = fields.down(0);
        boolean alone = fields.children().size() == 1
                && identifier.tag() == KEY_IDENTIFIER_TAG
                && identifier.contents().size() == KeyIdentifier.SIZE
                && !stated.get().critical();
        return Check.errorIf(!alone, Rule.L03, "not just a key identifier of eight octets, or critical");
    }
}
