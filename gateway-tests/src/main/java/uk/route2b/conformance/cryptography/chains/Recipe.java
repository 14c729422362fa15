package uk.route2b.conformance.cryptography.chains;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.pki.issue.Authority;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;

/** A certificate as the profile has it, to be spoilt in one place before it is baked. Used by one thread. */
public final class Recipe {
    static final ASN1ObjectIdentifier MODULE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4");
    private static final ASN1ObjectIdentifier HARDWARE = new ASN1ObjectIdentifier("1.2.826.0.1.8641679.1.2.1.2");
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.826.0.1.8641679.1.2.1.1");
    private static final Duration LIFE = Duration.ofDays(7_300);
    private static final X500Name NOBODY = new X500Name("");

    private record Part(boolean critical, ASN1Encodable value) {}

    private final Map<ASN1ObjectIdentifier, Part> extensions = new LinkedHashMap<>();
    private final KeyPair pair;
    private X500Name issuer;
    private PrivateKey signer;
    private X500Name subject = NOBODY;
    private String algorithm = "SHA256withECDSA";
    private BigInteger serial = new BigInteger(120, new java.security.SecureRandom()).setBit(120);
    private Date notBefore;
    private Date notAfter;

    private Recipe(X509Certificate issuer, PrivateKey signer, KeyPair pair) {
        this.issuer = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
        this.signer = signer;
        this.pair = pair;
        this.notBefore = issuer.getNotBefore();
        this.notAfter = Date.from(notBefore.toInstant().plus(LIFE));
        byte[] issuerKey = KeyIdentifier.of(issuer.getPublicKey()).octets().toArray();
        with(Extension.certificatePolicies, true, new CertificatePolicies(new PolicyInformation(POLICY)));
        with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(issuerKey));
    }

    /** A device's certificate by {@code issuer}, with nothing wrong. */
    static Recipe device(Authority issuer, EntityIdentifier entity) {
        return device(issuer.certificate(), issuer.key(), entity, p256());
    }

    static Recipe device(X509Certificate issuer, PrivateKey signer, EntityIdentifier entity, KeyPair pair) {
        return new Recipe(issuer, signer, pair)
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .with(
                        Extension.subjectAlternativeName,
                        true,
                        new GeneralNames(
                                module(new DEROctetString(entity.octets().toArray()))));
    }

    /** An authority named {@code name} below {@code issuer}, that may have {@code below} authorities below it. */
    static Recipe authority(X509Certificate issuer, PrivateKey signer, String name, int below) {
        return new Recipe(issuer, signer, p256())
                .subject("CN=" + name)
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .with(Extension.basicConstraints, true, new BasicConstraints(below));
    }

    /** A hardwareModuleName with this serial number. */
    static GeneralName module(ASN1Encodable serial) {
        return other(MODULE, new DERSequence(new ASN1Encodable[] {HARDWARE, serial}));
    }

    static GeneralName other(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new GeneralName(
                GeneralName.otherName,
                new DERSequence(new ASN1Encodable[] {type, new DERTaggedObject(true, 0, value)}));
    }

    static KeyPair p256() {
        return ec("secp256r1");
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Recipe with(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
        extensions.put(type, new Part(critical, value));
        return this;
    }

    Recipe without(ASN1ObjectIdentifier type) {
        extensions.remove(type);
        return this;
    }

    Recipe subject(String name) {
        subject = new X500Name(name);
        return this;
    }

    Recipe issuerName(String name) {
        issuer = new X500Name(name);
        return this;
    }

    Recipe signedBy(PrivateKey other) {
        signer = other;
        return this;
    }

    Recipe signedWith(String other) {
        algorithm = other;
        return this;
    }

    Recipe serial(BigInteger other) {
        serial = other;
        return this;
    }

    Recipe from(Instant first) {
        notBefore = Date.from(first);
        return this;
    }

    Recipe until(Instant last) {
        notAfter = Date.from(last);
        return this;
    }

    PrivateKey key() {
        return pair.getPrivate();
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }

    X509Certificate bake() {
        return read(octets());
    }

    /** Octets of the certificate, signed as the recipe says. */
    byte[] octets() {
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    issuer,
                    serial,
                    notBefore,
                    notAfter,
                    subject,
                    SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
            for (Map.Entry<ASN1ObjectIdentifier, Part> part : extensions.entrySet()) {
                builder.addExtension(
                        part.getKey(),
                        part.getValue().critical(),
                        part.getValue().value());
            }
            ContentSigner content = new JcaContentSignerBuilder(algorithm).build(signer);
            return builder.build(content).getEncoded();
        } catch (java.io.IOException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static X509Certificate read(byte[] octets) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(octets));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("the JDK does not read it, so no peer in Java can show it", unreadable);
        }
    }

    /** What a peer with this certificate shows. */
    Shown shown(X509Certificate... above) {
        java.util.List<X509Certificate> chain = new java.util.ArrayList<>();
        chain.add(bake());
        chain.addAll(java.util.List.of(above));
        return new Shown(key(), chain);
    }
}
