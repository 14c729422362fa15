package uk.route2b.server.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import uk.route2b.server.register.Identity;

/** An authority as the makers of VTNs have it: web certificates, with host names and extended key use. */
public final class VtnAuthority {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final String name;
    private final KeyPair pair;
    private final X509Certificate certificate;

    /**
     * What a certificate is to be.
     *
     * @param commonName of its subject
     * @param days from now until it ends; negative for one that has ended
     */
    public record Wish(String commonName, int days, int keyUsage, KeyPurposeId purpose) {
        /** One that a VTN shows, for localhost. */
        public static Wish server() {
            return new Wish("localhost", 365, KeyUsage.digitalSignature, KeyPurposeId.id_kp_serverAuth);
        }

        /** One that a VEN shows. */
        public static Wish client(String commonName) {
            return new Wish(commonName, 365, KeyUsage.digitalSignature, KeyPurposeId.id_kp_clientAuth);
        }

        public Wish days(int other) {
            return new Wish(commonName, other, keyUsage, purpose);
        }

        public Wish keyUsage(int other) {
            return new Wish(commonName, days, other, purpose);
        }

        public Wish purpose(KeyPurposeId other) {
            return new Wish(commonName, days, keyUsage, other);
        }

        public Wish named(String other) {
            return new Wish(other, days, keyUsage, purpose);
        }
    }

    public VtnAuthority(String name) {
        this.name = name;
        this.pair = pair();
        X509v3CertificateBuilder builder = builder(name, pair, 3650);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        } catch (CertIOException impossible) {
            throw new IllegalStateException(impossible);
        }
        this.certificate = signed(builder);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A fresh key with a certificate. */
    public Identity issue(Wish wish) {
        KeyPair own = pair();
        X509v3CertificateBuilder builder = builder(wish.commonName(), own, wish.days());
        try {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(wish.keyUsage()));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(wish.purpose()));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, wish.commonName())));
        } catch (CertIOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new Identity(own.getPrivate(), List.of(signed(builder), certificate));
    }

    private X509v3CertificateBuilder builder(String subject, KeyPair own, int days) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + name),
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(now.minus(Duration.ofDays(500))),
                Date.from(now.plus(Duration.ofDays(days))),
                new X500Name("CN=" + subject),
                own.getPublic());
    }

    private X509Certificate signed(X509v3CertificateBuilder builder) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
