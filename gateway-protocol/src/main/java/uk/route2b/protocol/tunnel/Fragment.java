package uk.route2b.protocol.tunnel;

import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;

/**
 * One piece of a tunnel message: header and slice, as printable text.
 *
 * @param slice printable ASCII; Base64 where the control bits say so
 */
public record Fragment(FragmentHeader header, String slice) {
    public Fragment {
        if (!isPrintable(slice)) {
            throw new IllegalArgumentException("a slice is printable ASCII");
        }
    }

    /** The text that a label or an alert carries. */
    public String text() {
        return text(ControlBitProfile.ROUTE_2B);
    }

    public String text(ControlBitProfile profile) {
        return header.characters(profile) + slice;
    }

    /** Reads a fragment. Ordinary label texts fail here, or look like a fragment and fail to verify later. */
    public static Fragment read(String text) throws MalformedException {
        return read(text, ControlBitProfile.ROUTE_2B);
    }

    public static Fragment read(String text, ControlBitProfile profile) throws MalformedException {
        if (text.length() < FragmentHeader.CHARACTERS) {
            throw new MalformedException(Malformation.CUT_SHORT, text.length());
        }
        if (!isPrintable(text)) {
            throw new MalformedException(Malformation.TEXT, -1);
        }
        FragmentHeader header = FragmentHeader.read(text.substring(0, FragmentHeader.CHARACTERS), profile);
        return new Fragment(header, text.substring(FragmentHeader.CHARACTERS));
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(character -> character >= 0x20 && character <= 0x7E);
    }
}
