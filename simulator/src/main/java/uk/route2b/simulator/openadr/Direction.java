package uk.route2b.simulator.openadr;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which way a message went, seen from the one who logs it. */
public enum Direction {
    /** It came. */
    IN("in"),
    /** It left. */
    OUT("out");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /** Its name in JSON. */
    @JsonValue
    public String word() {
        return word;
    }
}
