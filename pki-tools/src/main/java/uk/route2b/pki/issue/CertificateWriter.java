package uk.route2b.pki.issue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import uk.route2b.pki.profile.Profile;
import uk.route2b.protocol.certificate.CertificateKind;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.KeyIdentifier;

/**
 * Writes a certificate from its profile with Bouncy Castle, extensions in the order of the published ones, and hands it
 * back as the JDK reads it.
 */
final class CertificateWriter {
    private CertificateWriter() {}

    /**
     * @param issuer name of the authority, octet for octet as in its certificate
     * @param issuerKey identifies the key that {@code signer} has, or pretends to have
     */
    static X509Certificate write(
            Draft draft, X500Name issuer, KeyIdentifier issuerKey, BigInteger serial, ContentSigner signer) {
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    issuer,
                    serial,
                    new Time(Date.from(draft.validity().notBefore())),
                    new Time(Date.from(draft.validity().notAfter())),
                    draft.subject().name(),
                    SubjectPublicKeyInfo.getInstance(draft.key().getEncoded()));
            addExtensions(builder, draft, issuerKey);
            return read(builder.build(signer).getEncoded());
        } catch (IOException impossible) {
            throw new IllegalStateException("octets in memory can be written", impossible);
        }
    }

    private static void addExtensions(X509v3CertificateBuilder builder, Draft draft, KeyIdentifier issuerKey)
            throws IOException {
        Profile profile = draft.profile();
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(bits(profile.use())));
        if (profile.authority()) {
            builder.addExtension(Extension.basicConstraints, true, constraints(profile));
        }
        builder.addExtension(Extension.subjectKeyIdentifier, false, identifier(draft.key()));
        if (draft.subject().module().isPresent()) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    true,
                    draft.subject().module().get());
        }
        builder.addExtension(Extension.certificatePolicies, true, policies(profile));
        AuthorityKeyIdentifier authority =
                new AuthorityKeyIdentifier(issuerKey.octets().toArray());
        builder.addExtension(Extension.authorityKeyIdentifier, false, authority);
    }

    private static BasicConstraints constraints(Profile profile) {
        return profile.kind() == CertificateKind.ROOT ? new BasicConstraints(1) : new BasicConstraints(0);
    }

    private static int bits(KeyUse use) {
        return switch (use) {
            case DIGITAL_SIGNATURE -> KeyUsage.digitalSignature;
            case KEY_AGREEMENT -> KeyUsage.keyAgreement;
            case CERTIFICATE_SIGNING -> KeyUsage.keyCertSign | KeyUsage.cRLSign;
            case OTHER -> throw new IllegalArgumentException("no profile has another key usage");
        };
    }

    private static DEROctetString identifier(PublicKey key) {
        return new DEROctetString(KeyIdentifier.of(key).octets().toArray());
    }

    private static CertificatePolicies policies(Profile profile) {
        return new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(profile.policy())));
    }

    private static X509Certificate read(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException differ) {
            throw new IllegalStateException("the JDK cannot read what Bouncy Castle wrote", differ);
        }
    }
}
