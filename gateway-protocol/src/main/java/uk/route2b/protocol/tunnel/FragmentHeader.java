package uk.route2b.protocol.tunnel;

import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/**
 * The three octets before each slice, always as four Base64 characters.
 *
 * <pre>
 *  23 … 19        18 ... 8        7 ... 0
 *  control bits   fragment index  message id
 *                 0..2047         0..255
 * </pre>
 */
public record FragmentHeader(ControlBits bits, int index, int messageId) {
    /** Characters of the header in a fragment. */
    public static final int CHARACTERS = 4;
    /** Highest fragment index. */
    public static final int INDEX_MOST = 2047;
    /** Highest message id; after it comes 0. */
    public static final int MESSAGE_ID_MOST = 255;

    public FragmentHeader {
        if (index < 0 || index > INDEX_MOST) {
            throw new IllegalArgumentException("a fragment index is 0 to " + INDEX_MOST);
        }
        if (messageId < 0 || messageId > MESSAGE_ID_MOST) {
            throw new IllegalArgumentException("a message id is 0 to " + MESSAGE_ID_MOST);
        }
    }

    String characters(ControlBitProfile profile) {
        int value = profile.encode(bits) << 19 | index << 8 | messageId;
        Octets three = new OctetWriter().octet(value >>> 16).two(value).written();
        return TunnelBase64.encode(three);
    }

    static FragmentHeader read(String characters, ControlBitProfile profile) throws MalformedException {
        Octets three = TunnelBase64.decode(characters);
        int value = three.at(0) << 16 | three.at(1) << 8 | three.at(2);
        ControlBits bits =
                profile.decode(value >>> 19).orElseThrow(() -> new MalformedException(Malformation.RESERVED_BIT, 0));
        return new FragmentHeader(bits, value >>> 8 & INDEX_MOST, value & MESSAGE_ID_MOST);
    }
}
