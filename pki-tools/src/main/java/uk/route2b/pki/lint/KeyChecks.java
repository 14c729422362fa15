package uk.route2b.pki.lint;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** L11 and L12: the key and the two signature algorithms. */
final class KeyChecks {
    private static final String ON_P256 = "06072A8648CE3D020106082A8648CE3D030107";
    private static final String ECDSA_WITH_SHA256 = "06082A8648CE3D040302";
    private static final int POINT_OCTETS = 65;
    private static final int UNCOMPRESSED = 0x04;

    private static final BigInteger PRIME =
            new BigInteger("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF", 16);
    private static final BigInteger B =
            new BigInteger("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B", 16);

    private KeyChecks() {}

    static Stream<Finding> curve(Examined certificate) throws MalformedException {
        Element key = certificate.signed().get(Examined.KEY);
        if (!key.down(0).contents().hex().equals(ON_P256)) {
            return Stream.of(Finding.error(Rule.L11, "not a key on the named curve P-256"));
        }
        return Check.errorIf(!onCurve(key.down(1).contents()), Rule.L11, "not an uncompressed point on the curve");
    }

    static Stream<Finding> algorithm(Examined certificate) throws MalformedException {
        Stream<Element> both = Stream.of(
                certificate.signed().get(Examined.ALGORITHM),
                certificate.whole().down(1));
        return algorithms(both.toList());
    }

    /** The same for the two algorithms of a revocation list. */
    static Stream<Finding> algorithms(List<Element> both) {
        return both.stream()
                .map(algorithm -> algorithm.contents().hex())
                .filter(algorithm -> !algorithm.equals(ECDSA_WITH_SHA256))
                .distinct()
                .map(algorithm -> Finding.error(Rule.L12, difference(algorithm)));
    }

    private static String difference(String algorithm) {
        return algorithm.startsWith(ECDSA_WITH_SHA256) ? "it has parameters, such as NULL" : "it is another algorithm";
    }

    /** y² = x³ - 3x + b over the field of P-256. */
    private static boolean onCurve(Octets bits) {
        if (bits.size() != 1 + POINT_OCTETS || bits.at(0) != 0 || bits.at(1) != UNCOMPRESSED) {
            return false;
        }
        BigInteger x = new BigInteger(1, bits.slice(2, 34).toArray());
        BigInteger y = new BigInteger(1, bits.slice(34, 66).toArray());
        BigInteger right = x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B);
        boolean inField = x.compareTo(PRIME) < 0 && y.compareTo(PRIME) < 0;
        return inField && y.pow(2).subtract(right).mod(PRIME).signum() == 0;
    }
}
