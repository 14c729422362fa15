package uk.route2b.server.configuration;

/** What becomes of an XMLDSIG signature between a VTN and its VENs, in both directions. */
public enum Signature {
    /** It travels, and the message with it is not changed. */
    PASS("pass"),
    /** It is taken off: on route 2b the signed message vouches for what it carries. */
    STRIP("strip");

    private final String word;

    Signature(String word) {
        this.word = word;
    }

    /** As it stands in the configuration. */
    public String word() {
        return word;
    }
}
