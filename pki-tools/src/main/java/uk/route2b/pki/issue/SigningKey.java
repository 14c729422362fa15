package uk.route2b.pki.issue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.operator.ContentSigner;
import uk.route2b.protocol.octets.Octets;

/**
 * Signs certificates and revocation lists with ecdsa-with-SHA256, without algorithm parameters (RFC 5758 section 3.2).
 *
 * <p>A key that can be read signs in Bouncy Castle with the nonces of RFC 6979, so the same octets get the same
 * signature; a key that cannot, as in a hardware module, signs where it is.
 */
final class SigningKey implements ContentSigner {
    private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    private final PrivateKey key;
    private final ByteArrayOutputStream signed = new ByteArrayOutputStream();

    SigningKey(PrivateKey key) {
        this.key = key;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return ALGORITHM;
    }

    @Override
    public OutputStream getOutputStream() {
        return signed;
    }

    @Override
    public byte[] getSignature() {
        try {
            return key instanceof ECPrivateKey readable ? here(readable) : where(key);
        } catch (IOException | GeneralSecurityException refused) {
            throw new IllegalStateException("the authority's key cannot sign", refused);
        }
    }

    private byte[] here(ECPrivateKey readable) throws IOException {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(readable.getS(), Cryptography.P256));
        byte[] digest = Octets.of(signed.toByteArray()).sha256().toArray();
        BigInteger[] pair = signer.generateSignature(digest);
        return StandardDSAEncoding.INSTANCE.encode(Cryptography.P256.getN(), pair[0], pair[1]);
    }

    private byte[] where(PrivateKey held) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(held);
        signature.update(signed.toByteArray());
        return signature.sign();
    }
}
