package uk.route2b.protocol.octets;

import java.io.ByteArrayOutputStream;

/** Puts octets one after the other. Not safe for use by several threads. */
public final class OctetWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** One octet; the low eight bits of {@code value}. */
    public OctetWriter octet(int value) {
        out.write(value);
        return this;
    }

    /** Two octets, most significant first. */
    public OctetWriter two(int value) {
        return octet(value >>> 8).octet(value);
    }

    /** Eight octets, most significant first. */
    public OctetWriter eight(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            octet((int) (value >>> shift));
        }
        return this;
    }

    /** All of {@code octets}. */
    public OctetWriter put(Octets octets) {
        out.writeBytes(octets.toArray());
        return this;
    }

    /** A length in the shortest form of DER, up to 0xFFFFFF. */
    public OctetWriter length(int length) {
        if (length < 0 || length > 0xFFFFFF) {
            throw new IllegalArgumentException("length " + length + " has no form of four octets or fewer");
        }
        if (length < 0x80) {
            return octet(length);
        }
        int octets = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
        octet(0x80 | octets);
        for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
            octet(length >>> shift);
        }
        return this;
    }

    /** What has been put so far. */
    public Octets written() {
        return Octets.of(out.toByteArray());
    }
}
