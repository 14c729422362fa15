package uk.route2b.cem.configuration;

import java.util.Arrays;

/** In which form a VEN is spoken to. */
public enum VenWrap {
    /** In oadrPayload. */
    ALWAYS("always"),
    /** The message alone. */
    NEVER("never"),
    /** As it came, octet for octet. */
    AS_SENT("as-sent");

    private final String word;

    VenWrap(String word) {
        this.word = word;
    }

    /** As it stands in the configuration. */
    public String word() {
        return word;
    }

    static VenWrap parse(String text) {
        return Arrays.stream(values())
                .filter(wrap -> wrap.word.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it is one of always, never, as-sent"));
    }
}
