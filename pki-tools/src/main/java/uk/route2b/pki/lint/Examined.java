package uk.route2b.pki.lint;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.certificate.CertificateKind;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * A certificate under examination: as the JDK reads it, and element by element.
 *
 * @param x509 as the JDK reads it
 * @param kind what it seems to be, also when it is broken
 * @param whole the outermost element
 * @param signed its tbsCertificate, with the version at the front
 * @param extensions in their order
 */
record Examined(
        X509Certificate x509,
        CertificateKind kind,
        Element whole,
        List<Element> signed,
        List<ExtensionValue> extensions) {
    static final int SERIAL = 1;
    static final int ALGORITHM = 2;
    static final int ISSUER = 3;
    static final int VALIDITY = 4;
    static final int SUBJECT = 5;
    static final int KEY = 6;

    private static final int EXTENSIONS_TAG = 0xA3;
    private static final String COMMON_UNIT = "55040B";
    private static final String UNIQUE_IDENTIFIER = "55042D";

    static Examined read(X509Certificate certificate) throws MalformedException {
        Element whole = Element.only(encoding(certificate));
        List<Element> signed = whole.down(0).children();
        if (signed.size() <= KEY || signed.get(0).tag() != 0xA0) {
            throw new MalformedException(Malformation.CERTIFICATE, "version");
        }
        List<ExtensionValue> extensions = extensions(signed);
        return new Examined(certificate, kind(certificate, signed), whole, signed, extensions);
    }

    Optional<ExtensionValue> extension(String identifier) {
        return extensions.stream()
                .filter(extension -> extension.identifier().equals(identifier))
                .findFirst();
    }

    /** The values of one attribute of the subject. */
    List<Element> subject(String attribute) throws MalformedException {
        return values(signed.get(SUBJECT), attribute);
    }

    List<Element> units() throws MalformedException {
        return subject(COMMON_UNIT);
    }

    List<Element> uniqueIdentifiers() throws MalformedException {
        return subject(UNIQUE_IDENTIFIER);
    }

    boolean authority() {
        return kind == CertificateKind.ROOT || kind == CertificateKind.ISSUING;
    }

    private static List<Element> values(Element name, String attribute) throws MalformedException {
        List<Element> values = new ArrayList<>();
        for (Element relative : name.children()) {
            for (Element pair : relative.children()) {
                if (pair.down(0).names(attribute)) {
                    values.add(pair.down(1));
                }
            }
        }
        return values;
    }

    /** By the subject alone, so that a device with a broken name is still judged as a device. */
    private static CertificateKind kind(X509Certificate certificate, List<Element> signed) {
        if (certificate.getBasicConstraints() >= 0) {
            boolean itself = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
            return itself ? CertificateKind.ROOT : CertificateKind.ISSUING;
        }
        return signed.get(SUBJECT).contents().isEmpty() ? CertificateKind.DEVICE : CertificateKind.ORGANISATION;
    }

    private static List<ExtensionValue> extensions(List<Element> signed) throws MalformedException {
        List<ExtensionValue> extensions = new ArrayList<>();
        Element last = signed.get(signed.size() - 1);
        if (last.tag() == EXTENSIONS_TAG) {
            for (Element extension : last.down(0).children()) {
                extensions.add(ExtensionValue.read(extension));
            }
        }
        return List.copyOf(extensions);
    }

    private static Octets encoding(X509Certificate certificate) throws MalformedException {
        try {
            return Octets.of(certificate.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new MalformedException(Malformation.CERTIFICATE, "certificate");
        }
    }
}
