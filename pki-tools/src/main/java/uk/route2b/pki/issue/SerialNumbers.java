package uk.route2b.pki.issue;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * Serial numbers of exactly sixteen octets, positive, 126 bits of them random: the second highest bit is always set, so
 * none begins with a zero octet and none needs a leading one.
 */
final class SerialNumbers {
    private static final int OCTETS = 16;

    private final SecureRandom random;

    SerialNumbers(SecureRandom random) {
        this.random = random;
    }

    BigInteger next() {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        octets[0] = (byte) (octets[0] & 0x3F | 0x40);
        return new BigInteger(1, octets);
    }
}
