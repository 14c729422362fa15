package uk.route2b.protocol.identity;

import java.security.PublicKey;
import uk.route2b.protocol.octets.Octets;

/**
 * Names a public key: RFC 5280 section 4.2.1.2 method 2, the octet 0100 and the low 60 bits of the SHA-1 of the key.
 *
 * <p>Always computed from the key. The extension of a certificate only repeats it, and whoever makes a certificate
 * could write any other into it.
 */
public record KeyIdentifier(Octets octets) {
    /** How many octets. */
    public static final int SIZE = 8;

    public KeyIdentifier {
        if (octets.size() != SIZE) {
            throw new IllegalArgumentException("a key identifier has eight octets, not " + octets.size());
        }
    }

    /** Computes the identifier of {@code key}, whose encoding has to be a SubjectPublicKeyInfo. */
    public static KeyIdentifier of(PublicKey key) {
        return new KeyIdentifier(SubjectPublicKeyInfo.methodTwo(Octets.of(key.getEncoded())));
    }

    /**
     * Reads sixteen hexadecimal digits of either case.
     *
     * @throws IllegalArgumentException if {@code text} is anything else
     */
    public static KeyIdentifier parse(String text) {
        if (!text.matches("[0-9A-Fa-f]{16}")) {
            throw new IllegalArgumentException("a key identifier has sixteen hexadecimal digits");
        }
        return new KeyIdentifier(Octets.ofHex(text));
    }

    /** Upper-case hexadecimal digits. */
    @Override
    public String toString() {
        return octets.hex();
    }
}
