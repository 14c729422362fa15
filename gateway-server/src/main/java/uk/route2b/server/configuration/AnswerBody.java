package uk.route2b.server.configuration;

/** What stands in the 200 that a VTN gets for a push. */
public enum AnswerBody {
    /** An oadrResponse. */
    RESPONSE("oadrResponse"),
    /** Nothing. */
    EMPTY("empty");

    private final String word;

    AnswerBody(String word) {
        this.word = word;
    }

    /** As it stands in the configuration. */
    public String word() {
        return word;
    }
}
