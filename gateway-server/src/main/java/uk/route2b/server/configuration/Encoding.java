package uk.route2b.server.configuration;

/** What becomes of payloads that are not in UTF-8, in both directions. */
public enum Encoding {
    /** They travel, octet for octet. */
    PASS("pass"),
    /** They become UTF-8. */
    TRANSCODE("transcode");

    private final String word;

    Encoding(String word) {
        this.word = word;
    }

    /** As it stands in the configuration. */
    public String word() {
        return word;
    }
}
