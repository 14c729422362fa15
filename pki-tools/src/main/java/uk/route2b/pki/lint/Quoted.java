package uk.route2b.pki.lint;

/** Text that a stranger chose, made safe for a terminal and cut short. */
public final class Quoted {
    private static final int SHOWN = 60;

    private Quoted() {}

    /** {@code text} in quotation marks, without control characters. */
    public static String of(String text) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return '"' + shown.replaceAll("[\\p{Cntrl}\\p{Cf}\"]", "?") + '"';
    }
}
