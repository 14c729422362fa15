package uk.route2b.protocol.certificate;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetReader;
import uk.route2b.protocol.octets.Octets;

/** Reads the extensions of the profile from their octets. */
final class Extensions {
    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String CERTIFICATE_POLICIES = "2.5.29.32";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final String HARDWARE_MODULE_NAME = "1.3.6.1.5.5.7.8.4";

    private Extensions() {}

    static Optional<Octets> subjectKeyIdentifier(X509Certificate certificate) throws MalformedException {
        Optional<Octets> value = value(certificate, SUBJECT_KEY_IDENTIFIER);
        return value.isEmpty() ? value : Optional.of(Der.only(Der.OCTET_STRING, value.get()));
    }

    /** Only the keyIdentifier; issuer and serial number, which SMKI never uses, are passed over. */
    static Optional<Octets> authorityKeyIdentifier(X509Certificate certificate) throws MalformedException {
        Optional<Octets> value = value(certificate, AUTHORITY_KEY_IDENTIFIER);
        if (value.isEmpty()) {
            return value;
        }
        OctetReader fields = new OctetReader(Der.only(Der.SEQUENCE, value.get()));
        return fields.peek() == Der.PRIMITIVE_0 ? Optional.of(Der.next(Der.PRIMITIVE_0, fields)) : Optional.empty();
    }

    static List<String> policies(X509Certificate certificate) throws MalformedException {
        Optional<Octets> value = value(certificate, CERTIFICATE_POLICIES);
        List<String> policies = new ArrayList<>();
        if (value.isPresent()) {
            for (Octets information : Der.all(Der.SEQUENCE, Der.only(Der.SEQUENCE, value.get()))) {
                policies.add(Der.dotted(Der.next(Der.OBJECT_IDENTIFIER, new OctetReader(information))));
            }
        }
        return List.copyOf(policies);
    }

    /**
     * The serial number of the only hardwareModuleName (RFC 4108 section 5), if the only name is one.
     *
     * <pre>
     * 30 len A0 len              GeneralNames, otherName
     *   06 08 id-on-hardwareModuleName
     *   A0 len 30 len            HardwareModuleName
     *     06 len hwType
     *     04 08 eui(8)           hwSerialNum
     * </pre>
     */
    static Optional<EntityIdentifier> hardwareModuleName(X509Certificate certificate) throws MalformedException {
        Optional<Octets> value = value(certificate, SUBJECT_ALTERNATIVE_NAME);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Octets names = Der.only(Der.SEQUENCE, value.get());
        if (new OctetReader(names).peek() != Der.CONTEXT_0) {
            return Optional.empty();
        }
        OctetReader otherName = new OctetReader(Der.only(Der.CONTEXT_0, names));
        if (!Der.dotted(Der.next(Der.OBJECT_IDENTIFIER, otherName)).equals(HARDWARE_MODULE_NAME)) {
            return Optional.empty();
        }
        return Optional.of(hardwareSerialNumber(otherName.rest()));
    }

    private static EntityIdentifier hardwareSerialNumber(Octets value) throws MalformedException {
        OctetReader module = new OctetReader(Der.only(Der.SEQUENCE, Der.only(Der.CONTEXT_0, value)));
        Der.next(Der.OBJECT_IDENTIFIER, module);
        Octets serial = Der.next(Der.OCTET_STRING, module);
        module.finish();
        if (serial.size() != EntityIdentifier.SIZE) {
            throw new MalformedException(Malformation.CERTIFICATE, "hwSerialNum");
        }
        return EntityIdentifier.of(serial);
    }

    private static Optional<Octets> value(X509Certificate certificate, String identifier) throws MalformedException {
        byte @Nullable [] wrapped = certificate.getExtensionValue(identifier);
        return wrapped == null ? Optional.empty() : Optional.of(Der.only(Der.OCTET_STRING, Octets.of(wrapped)));
    }
}
