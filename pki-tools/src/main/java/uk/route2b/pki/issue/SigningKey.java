package uk.route2b.pki.issue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.ContentSigner;

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
            Signature signature = signature();
            signature.initSign(key);
            signature.update(signed.toByteArray());
            return signature.sign();
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the authority's key cannot sign", refused);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        return key.getEncoded() == null
                ? Signature.getInstance("SHA256withECDSA")
                : Signature.getInstance("SHA256WITHECDDSA", Cryptography.BOUNCY_CASTLE);
    }
}
