package uk.route2b.protocol.octets;

/**
 * Looks for a DOCTYPE before the JDK's reader of XML does: that one throws unexpected things at some faults inside one,
 * and writes of others to standard error, where a stranger has no say.
 */
public final class Doctype {
    private Doctype() {}

    /** Whether one stands before the first element of {@code text}; anywhere else it is no well-formed XML. */
    public static boolean isIn(String text) {
        int at = text.indexOf('<');
        while (at >= 0 && (text.startsWith("<?", at) || text.startsWith("<!--", at))) {
            String end = text.charAt(at + 1) == '?' ? "?>" : "-->";
            int behind = text.indexOf(end, at);
            at = behind < 0 ? -1 : text.indexOf('<', behind);
        }
        return at >= 0 && text.startsWith("<!DOCTYPE", at);
    }
}
