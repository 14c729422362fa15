package uk.route2b.server.configuration;

/** When a VTN is told that its push was taken. */
public enum PushAnswer {
    /** Once the CEM's receipt, or its VEN's own answer, is stored. */
    AFTER_CEM("after-cem"),
    /** As soon as the payload is stored here. */
    ON_STORE("on-store");

    private final String word;

    PushAnswer(String word) {
        this.word = word;
    }

    /** As it stands in the configuration. */
    public String word() {
        return word;
    }

    static PushAnswer parse(String text) {
        for (PushAnswer answer : values()) {
            if (answer.word.equals(text)) {
                return answer;
            }
        }
        throw new IllegalArgumentException("a VTN is answered after-cem or on-store");
    }
}
