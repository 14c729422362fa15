package uk.route2b.protocol.tunnel;

import java.util.Base64;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** RFC 4648 section 4 without padding; unused bits are zero, so each run of octets has exactly one text. */
final class TunnelBase64 {
    private TunnelBase64() {}

    static String encode(Octets octets) {
        return Base64.getEncoder().withoutPadding().encodeToString(octets.toArray());
    }

    static Octets decode(String text) throws MalformedException {
        try {
            Octets octets = Octets.of(Base64.getDecoder().decode(text));
            if (encode(octets).equals(text)) {
                return octets;
            }
        } catch (IllegalArgumentException outsideTheAlphabet) {
            throw new MalformedException(Malformation.BASE64, -1);
        }
        throw new MalformedException(Malformation.BASE64, -1);
    }

    /** How many characters {@code octets} take. */
    static int charactersFor(int octets) {
        return (octets * 4 + 2) / 3;
    }
}
