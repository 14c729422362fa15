package uk.route2b.pki.issue;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** PKCS#8 under a password: PBES2 with PBKDF2, HMAC-SHA-256 and AES-256 (RFC 8018), which OpenSSL and GnuTLS read. */
public final class EncryptedKeys {
    private static final int ITERATIONS = 100_000;
    private static final AlgorithmIdentifier HMAC =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);

    private EncryptedKeys() {}

    /** A PEM block of {@code key} under {@code password}. */
    public static String text(PrivateKey key, PublicKey publicKey, char[] password, SecureRandom random) {
        try {
            OutputEncryptor encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                    .setProvider(Cryptography.BOUNCY_CASTLE)
                    .setRandom(random)
                    .setIterationCount(ITERATIONS)
                    .setPRF(HMAC)
                    .setPassword(password)
                    .build();
            PrivateKeyInfo plain = PrivateKeyInfo.getInstance(
                    PrivateKeys.encode(key, publicKey).toArray());
            byte[] encrypted = new PKCS8EncryptedPrivateKeyInfoBuilder(plain)
                    .build(encryptor)
                    .getEncoded();
            return new Pem(Pem.ENCRYPTED_PRIVATE_KEY, Octets.of(encrypted)).text();
        } catch (IOException | OperatorCreationException impossible) {
            throw new IllegalStateException("Bouncy Castle has AES-256", impossible);
        }
    }

    static PrivateKey decrypt(Octets encrypted, char[] password) throws MalformedException {
        Octets plain = Decoder.decoded("encrypted private key", () -> plain(encrypted, password));
        return PrivateKeys.decode(plain);
    }

    private static Octets plain(Octets encrypted, char[] password) throws IOException, PKCSException {
        PKCS8EncryptedPrivateKeyInfo info = new PKCS8EncryptedPrivateKeyInfo(encrypted.toArray());
        PasswordCost.of(info.toASN1Structure().getEncryptionAlgorithm()).requireBearable();
        PrivateKeyInfo plain = info.decryptPrivateKeyInfo(new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(Cryptography.BOUNCY_CASTLE)
                .build(password));
        return Octets.of(plain.getEncoded());
    }
}
