package uk.route2b.protocol.meter;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.octets.Octets;

/** Everything that differs from some octets in one bit, or is cut off somewhere. */
final class Flips {
    private Flips() {}

    static List<Octets> of(Octets octets) {
        List<Octets> flips = new ArrayList<>();
        for (int bit = 0; bit < octets.size() * 8; bit++) {
            byte[] flipped = octets.toArray();
            flipped[bit / 8] ^= (byte) (0x80 >>> bit % 8);
            flips.add(Octets.of(flipped));
        }
        return flips;
    }

    static List<Octets> prefixes(Octets octets) {
        List<Octets> prefixes = new ArrayList<>();
        for (int end = 0; end < octets.size(); end++) {
            prefixes.add(octets.slice(0, end));
        }
        return prefixes;
    }
}
