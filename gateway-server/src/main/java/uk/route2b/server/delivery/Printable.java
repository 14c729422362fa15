package uk.route2b.server.delivery;

/** Text that a peer chose, made fit for our log and our lists. */
final class Printable {
    private static final int REASON_MOST = 64;

    private Printable() {}

    /** It must not write lines into our log. */
    static String text(String text) {
        return text.replaceAll("[^\\x20-\\x7E]", "?");
    }

    /** The same, no longer than a reason code ever is. */
    static String reason(String text) {
        String printable = text(text);
        return printable.substring(0, Math.min(printable.length(), REASON_MOST));
    }
}
