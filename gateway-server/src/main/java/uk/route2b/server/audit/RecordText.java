package uk.route2b.server.audit;

/** Text that somebody else chose, cut so that it takes no more than so many octets of a record, escapes included. */
final class RecordText {
    private static final int ESCAPED = 6;

    private RecordText() {}

    /** The beginning of {@code text} that takes {@code most} octets or fewer. */
    static String cut(String text, int most) {
        int octets = 0;
        for (int at = 0; at < text.length(); at++) {
            octets += octets(text.charAt(at));
            if (octets > most) {
                // Half of a pair is no character.
                int end = at > 0 && Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at;
                return text.substring(0, end);
            }
        }
        return text;
    }

    /** At most: a control character stands as its code, any other one takes three octets or, of a pair, two. */
    private static int octets(char character) {
        if (character == '"' || character == '\\') {
            return 2;
        }
        return character >= ' ' && character <= '~' ? 1 : ESCAPED;
    }
}
