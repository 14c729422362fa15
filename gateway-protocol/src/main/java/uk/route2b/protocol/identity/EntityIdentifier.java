package uk.route2b.protocol.identity;

import java.util.HexFormat;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/**
 * An EUI-64: eight octets that name a device or an organisation, written {@code 90-B3-D5-1F-30-01-00-08}.
 *
 * @param bits the eight octets, most significant first
 */
public record EntityIdentifier(long bits) implements Comparable<EntityIdentifier> {
    /** How many octets. */
    public static final int SIZE = 8;

    private static final HexFormat HYPHENS = HexFormat.ofDelimiter("-").withUpperCase();

    /**
     * Reads sixteen hexadecimal digits of either case, with or without hyphens, colons or blanks between them.
     *
     * @throws IllegalArgumentException if there is anything else in {@code text}, or not sixteen digits
     */
    public static EntityIdentifier parse(String text) {
        String digits = text.replaceAll("[-: ]", "");
        if (!digits.matches("[0-9A-Fa-f]{16}")) {
            throw new IllegalArgumentException(
                    "an entity identifier has sixteen hexadecimal digits, as in 90-B3-D5-1F-30-01-00-08");
        }
        return new EntityIdentifier(HexFormat.fromHexDigitsToLong(digits));
    }

    /** Reads exactly eight octets. */
    public static EntityIdentifier of(Octets octets) {
        if (octets.size() != SIZE) {
            throw new IllegalArgumentException("an entity identifier has eight octets, not " + octets.size());
        }
        return parse(octets.hex());
    }

    /** The eight octets. */
    public Octets octets() {
        return new OctetWriter().eight(bits).written();
    }

    @Override
    public int compareTo(EntityIdentifier other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return HYPHENS.formatHex(octets().toArray());
    }
}
