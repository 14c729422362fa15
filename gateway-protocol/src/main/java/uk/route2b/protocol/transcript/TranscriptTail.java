package uk.route2b.protocol.transcript;

import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.json.JsonText;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * The last line of a transcript, by which one is known that was cut short or changed by accident. Nobody signs it, so
 * it says nothing against a forger.
 *
 * @param exchanges how many lines lie between the first and this one
 * @param digest SHA-256 of all lines before this one, each with LF as its end
 */
public record TranscriptTail(long exchanges, Octets digest) {
    private static final String EXCHANGES = "exchanges";

    /** As a line, without its end. */
    public Octets line() {
        ObjectNode json = JsonText.object().put(EXCHANGES, exchanges);
        return JsonText.write(json.put("sha256", digest.hex()));
    }

    /** Whether {@code line} is meant as a last line. */
    static boolean isMeant(JsonObject line) {
        return line.has(EXCHANGES) && !line.has("direction");
    }

    static TranscriptTail read(JsonObject json) throws MalformedException {
        return new TranscriptTail(json.count(EXCHANGES), json.parsed("sha256", Octets::ofHex));
    }
}
