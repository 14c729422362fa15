package uk.route2b.pki.issue;

import java.io.IOException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.math.ec.ECPoint;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * Private keys as PKCS#8 that every reader takes: the curve in the algorithm identifier, the public key inside.
 *
 * <p>The JDK's own form lacks the public key, which GnuTLS refuses.
 */
public final class PrivateKeys {
    private static final int P256_BITS = 256;

    private PrivateKeys() {}

    /** The PKCS#8 octets of {@code key}, which has to be readable. */
    public static Octets encode(PrivateKey key, PublicKey publicKey) {
        try {
            SubjectPublicKeyInfo half = SubjectPublicKeyInfo.getInstance(publicKey.getEncoded());
            ECPrivateKey bare = ECPrivateKey.getInstance(
                    PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey());
            ASN1BitString point = half.getPublicKeyData();
            ECPrivateKey whole = new ECPrivateKey(P256_BITS, bare.getKey(), point, null);
            return Octets.of(new PrivateKeyInfo(half.getAlgorithm(), whole).getEncoded());
        } catch (IOException impossible) {
            throw new IllegalStateException("a readable private key has a PKCS#8 form", impossible);
        }
    }

    /**
     * Reads PKCS#8.
     *
     * @throws MalformedException if the octets are not the PKCS#8 form of an elliptic curve key
     */
    public static PrivateKey decode(Octets pkcs8) throws MalformedException {
        return Decoder.decoded(
                "private key",
                () -> KeyFactory.getInstance("EC", Cryptography.BOUNCY_CASTLE)
                        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8.toArray())));
    }

    /** Whether {@code key} is the private half of {@code publicKey}. */
    public static boolean belongs(PrivateKey key, PublicKey publicKey) {
        if (!(key instanceof java.security.interfaces.ECPrivateKey half)
                || !(publicKey instanceof java.security.interfaces.ECPublicKey other)) {
            return false;
        }
        ECPoint point = Cryptography.P256.getG().multiply(half.getS()).normalize();
        return point.getAffineXCoord().toBigInteger().equals(other.getW().getAffineX())
                && point.getAffineYCoord().toBigInteger().equals(other.getW().getAffineY());
    }
}
