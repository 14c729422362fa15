package uk.route2b.client.spi;

import java.security.PrivateKey;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.MessageSigner;
import uk.route2b.protocol.octets.Octets;

/**
 * Signs this CEM's messages with the key of its device certificate, which may sit in a secure element.
 *
 * <p>Called on the engine's only thread: a signer that takes seconds holds up the link for as long.
 */
@FunctionalInterface
public interface Signer extends MessageSigner {
    /** Signs with a key that this platform can use, as {@code PemText.privateKey} reads it from PKCS#8. */
    static Signer of(PrivateKey key) {
        MessageSigner signer = Ecdsa.signer(key);
        return signer::sign;
    }

    /**
     * Signs with ECDSA, P-256 and SHA-256.
     *
     * @return r and s, 32 octets each
     * @throws IllegalStateException if the key can not be used
     */
    @Override
    Octets sign(Octets signedOctets);
}
