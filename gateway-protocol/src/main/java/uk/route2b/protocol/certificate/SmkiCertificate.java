package uk.route2b.protocol.certificate;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * What a certificate of the smart metering key infrastructure says, read from its octets. Nothing here says whether to
 * believe it: see {@link CertificatePath} and the rules.
 *
 * @param x509 the certificate itself
 * @param kind what it is, by its shape
 * @param entity the entity identifier, of the subject or of the hardwareModuleName
 * @param role the organisation's role; empty if the OU is not two known hexadecimal digits
 * @param use what the key may be used for
 * @param keyIdentifier computed from the key
 * @param statedKeyIdentifier what the subjectKeyIdentifier extension says, of any length
 * @param authorityKeyIdentifier what the authorityKeyIdentifier extension says of the issuer's key, of any length
 * @param policies object identifiers of the certificate policies, dotted
 */
public record SmkiCertificate(
        X509Certificate x509,
        CertificateKind kind,
        Optional<EntityIdentifier> entity,
        Optional<RemotePartyRole> role,
        KeyUse use,
        KeyIdentifier keyIdentifier,
        Optional<Octets> statedKeyIdentifier,
        Optional<Octets> authorityKeyIdentifier,
        List<String> policies) {
    /** How the encoding of every key begins: id-ecPublicKey, the named curve P-256, no unused bits, uncompressed. */
    private static final String KEY_BEGINS = "3059301306072A8648CE3D020106082A8648CE3D03010703420004";

    private static final int KEY_OCTETS = 91;

    public SmkiCertificate {
        policies = List.copyOf(policies);
    }

    /**
     * Reads {@code certificate}.
     *
     * @throws MalformedException if the key is not an uncompressed point on P-256 or a name or extension of the profile
     *     cannot be read
     */
    public static SmkiCertificate read(X509Certificate certificate) throws MalformedException {
        requireP256(certificate.getPublicKey());
        SubjectNames names = SubjectNames.read(certificate.getSubjectX500Principal());
        Optional<EntityIdentifier> module = Extensions.hardwareModuleName(certificate);
        CertificateKind kind = kind(certificate, names, module.isPresent());
        return new SmkiCertificate(
                certificate,
                kind,
                kind == CertificateKind.DEVICE ? module : names.entity(),
                names.role(),
                KeyUse.of(certificate),
                KeyIdentifier.of(certificate.getPublicKey()),
                Extensions.subjectKeyIdentifier(certificate),
                Extensions.authorityKeyIdentifier(certificate),
                Extensions.policies(certificate));
    }

    /**
     * Reads one certificate in DER with nothing after it.
     *
     * @throws MalformedException if the octets are anything else
     */
    public static SmkiCertificate ofDer(Octets der) throws MalformedException {
        if (der.isEmpty() || der.at(0) != Der.SEQUENCE) {
            // The JDK's reader would take PEM and PKCS#7 as well.
            throw new MalformedException(Malformation.CERTIFICATE, "certificate");
        }
        Der.only(Der.SEQUENCE, der);
        return read(parse(der));
    }

    /**
     * The certificate policies of any certificate, dotted.
     *
     * @throws MalformedException if the extension cannot be read
     */
    public static List<String> policies(X509Certificate certificate) throws MalformedException {
        return Extensions.policies(certificate);
    }

    /**
     * The entity identifier in the only hardwareModuleName of any certificate, if its alternative name is one.
     *
     * @throws MalformedException if there is one that cannot be read or is not of eight octets
     */
    public static Optional<EntityIdentifier> hardwareModuleName(X509Certificate certificate) throws MalformedException {
        return Extensions.hardwareModuleName(certificate);
    }

    /** The first moment of validity. */
    public Instant notBefore() {
        return x509.getNotBefore().toInstant();
    }

    /** The last moment of validity. */
    public Instant notAfter() {
        return x509.getNotAfter().toInstant();
    }

    /** The certified key, on P-256. */
    public PublicKey publicKey() {
        return x509.getPublicKey();
    }

    /** The certificate in DER. */
    public Octets der() {
        try {
            return Octets.of(x509.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read has an encoding", impossible);
        }
    }

    /** SHA-256 of the certificate in DER. */
    public Octets sha256() {
        return der().sha256();
    }

    private static X509Certificate parse(Octets der) throws MalformedException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.toArray()));
        } catch (CertificateException unreadable) {
            throw new MalformedException(Malformation.CERTIFICATE, "certificate");
        }
    }

    /** The JDK reads other forms too, such as one with unused bits in the point, and hands them on as they are. */
    static void requireP256(PublicKey key) throws MalformedException {
        Octets encoded = Octets.of(key.getEncoded());
        if (encoded.size() != KEY_OCTETS || !encoded.hex().startsWith(KEY_BEGINS)) {
            throw new MalformedException(Malformation.CERTIFICATE, "subjectPublicKeyInfo");
        }
    }

    private static CertificateKind kind(X509Certificate certificate, SubjectNames names, boolean hardwareModule) {
        if (certificate.getBasicConstraints() >= 0) {
            boolean itself = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
            return itself ? CertificateKind.ROOT : CertificateKind.ISSUING;
        }
        if (names.empty() && hardwareModule) {
            return CertificateKind.DEVICE;
        }
        return names.entity().isPresent() ? CertificateKind.ORGANISATION : CertificateKind.OTHER;
    }
}
