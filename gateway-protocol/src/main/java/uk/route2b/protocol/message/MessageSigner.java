package uk.route2b.protocol.message;

import uk.route2b.protocol.octets.Octets;

/**
 * Signs with a key that may sit in a file, a token or a secure element. Implementations are safe for several threads.
 */
@FunctionalInterface
public interface MessageSigner {
    /**
     * Signs with ECDSA, P-256 and SHA-256.
     *
     * @return r and s, 32 octets each
     */
    Octets sign(Octets signedOctets);
}
