package uk.route2b.pki.lint;

import java.math.BigInteger;
import java.util.HexFormat;

/** The dotted form of object identifiers, for people. */
final class ObjectIdentifier {
    private ObjectIdentifier() {}

    /** The dotted form of what {@code hex} holds; digits as they are if they are no object identifier. */
    static String dotted(String hex) {
        StringBuilder text = new StringBuilder();
        BigInteger arc = BigInteger.ZERO;
        for (byte octet : HexFormat.of().parseHex(hex)) {
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7F));
            if (octet >= 0) {
                text.append(text.isEmpty() ? first(arc) : "." + arc);
                arc = BigInteger.ZERO;
            }
        }
        return text.toString();
    }

    private static String first(BigInteger arc) {
        int top = arc.min(BigInteger.valueOf(119)).intValue() / 40;
        return top + "." + arc.subtract(BigInteger.valueOf(40L * top));
    }
}
