package uk.route2b.client.internal.session;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import uk.route2b.client.spi.KeySource;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.octets.Octets;

/**
 * A TLS key that this CEM made, on P-256. It leaves the CEM only as its public half.
 *
 * @param privateKey in PKCS#8
 * @param publicKey as SubjectPublicKeyInfo
 * @param certificate once there is one
 */
public record TlsKey(Octets privateKey, Octets publicKey, Optional<X509Certificate> certificate) {
    static TlsKey fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new TlsKey(
                    Octets.of(pair.getPrivate().getEncoded()),
                    Octets.of(pair.getPublic().getEncoded()),
                    Optional.empty());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has P-256", impossible);
        }
    }

    TlsKey certifiedBy(X509Certificate issued) {
        return new TlsKey(privateKey, publicKey, Optional.of(issued));
    }

    PrivateKey secret() {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(privateKey.toArray()));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the stored TLS key can not be read", damaged);
        }
    }

    /** To be shown on TLS. The issuer is among {@code anchors}, or the certificate would not have been taken. */
    KeySource source(TrustAnchors anchors) {
        X509Certificate own = certificate.orElseThrow();
        Stream<X509Certificate> issuer = anchors.certificates().stream()
                .filter(anchor -> anchor.getSubjectX500Principal().equals(own.getIssuerX500Principal()));
        return KeySource.of(secret(), Stream.concat(Stream.of(own), issuer).toList());
    }

    PublicKey open() {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey.toArray()));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the stored TLS key can not be read", damaged);
        }
    }

    /** Whether its certificate may be shown at {@code now}. */
    boolean isValid(Instant now) {
        return certificate
                .filter(issued -> !now.isAfter(issued.getNotAfter().toInstant()))
                .isPresent();
    }

    /** Whether two thirds of its certificate's time have passed. */
    boolean isOld(Instant now) {
        return certificate
                .map(issued -> {
                    Instant end = issued.getNotAfter().toInstant();
                    Duration time = Duration.between(issued.getNotBefore().toInstant(), end);
                    return now.isAfter(end.minus(time.dividedBy(3)));
                })
                .orElse(true);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "TLS key, certified: " + certificate.isPresent();
    }
}
