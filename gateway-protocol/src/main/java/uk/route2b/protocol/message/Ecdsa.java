package uk.route2b.protocol.message;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * ECDSA over P-256 with SHA-256, signatures as r and s (IEEE P1363), by a provider that is named as an object.
 *
 * <p>Verification names its provider because the fastest one is five to twelve times faster than the JDK's and because
 * the global order belongs to the program around us. Signing goes to the provider of the key, which may be a token's.
 *
 * @param provider verifies; empty for whatever the platform offers first
 */
public record Ecdsa(Optional<Provider> provider) {
    /** The platform's own. */
    public static final Ecdsa PLATFORM = new Ecdsa(Optional.empty());

    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    /** Verifies by {@code provider}. */
    public static Ecdsa by(Provider provider) {
        return new Ecdsa(Optional.of(provider));
    }

    /** A signer with a private key that this platform can use. */
    public static MessageSigner signer(PrivateKey key) {
        return signed -> {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(key);
                signature.update(signed.toArray());
                return Octets.of(signature.sign());
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException("the signing key cannot sign with " + ALGORITHM, broken);
            }
        };
    }

    /**
     * Whether {@code signature} is by {@code key} over {@code signed}.
     *
     * <p>Fails one way: a wrong size, a key of another kind and a wrong signature are all simply not verified. High s
     * is accepted, as real meter messages have it.
     */
    public boolean verifies(Octets signed, Octets signature, PublicKey key) {
        if (signature.size() != SignedMessage.SIGNATURE_SIZE) {
            return false;
        }
        try {
            Signature verifier = newSignature();
            verifier.initVerify(key);
            verifier.update(signed.toArray());
            return verifier.verify(signature.toArray());
        } catch (InvalidKeyException | SignatureException notVerified) {
            return false;
        }
    }

    private Signature newSignature() {
        try {
            return provider.isPresent()
                    ? Signature.getInstance(ALGORITHM, provider.get())
                    : Signature.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("the chosen provider has no " + ALGORITHM, absent);
        }
    }
}
