package uk.route2b.prove.openleadr;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of JSON that a Python program said.
 *
 * @param what the word that says what it is about
 * @param nanos when, by the clock of this machine
 */
record Said(String what, long nanos, JsonNode line) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Empty for a line that is something else: openleadr prints a banner. */
    static Optional<Said> read(String text) {
        if (!text.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode line = JSON.readTree(text);
            return Optional.of(
                    new Said(line.path("said").asString(""), line.path("ns").asLong(0), line));
        } catch (JacksonException torn) {
            return Optional.empty();
        }
    }

    String text(String key) {
        return line.path(key).asString("");
    }

    boolean is(String word) {
        return what.equals(word);
    }

    boolean is(String word, String event) {
        return is(word) && text("event").equals(event);
    }
}
