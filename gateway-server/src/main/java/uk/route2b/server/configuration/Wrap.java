package uk.route2b.server.configuration;

/** In which form a VTN reads and writes unsigned payloads. */
public enum Wrap {
    /** In oadrPayload: what comes without is put into it. */
    ALWAYS("always"),
    /** The message alone; it is put into oadrPayload for the link. */
    NEVER("never"),
    /** Nothing is changed, octet for octet. */
    AS_SENT("as-sent");

    private final String word;

    Wrap(String word) {
        this.word = word;
    }

    /** As it stands in the configuration. */
    public String word() {
        return word;
    }
}
