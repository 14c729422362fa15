package uk.route2b.prove.simulation;

import java.security.PrivateKey;
import uk.route2b.protocol.octets.Octets;

/**
 * A private key that signs with a keyed hash.
 *
 * @param secret 32 octets
 */
record StandInKey(Octets secret) implements PrivateKey {
    private static final long serialVersionUID = 1;

    @Override
    public String getAlgorithm() {
        return "EC";
    }

    @Override
    public @org.jspecify.annotations.Nullable String getFormat() {
        return null;
    }

    @Override
    public byte @org.jspecify.annotations.Nullable [] getEncoded() {
        return null;
    }

    /** As long as an ECDSA signature. */
    Octets sign(Octets signed) {
        Octets first = Octets.concat(secret, signed).sha256();
        return Octets.concat(first, Octets.concat(secret, first).sha256());
    }

    @Override
    public String toString() {
        return "a key of the simulation";
    }
}
