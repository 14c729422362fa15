package uk.route2b.protocol.transcript;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.json.JsonText;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * A message and its answer as one line of a transcript. What is not inside {@code message} or {@code answer} is the
 * word of the gateway that wrote it.
 *
 * @param down whether the DSRSP sent the message
 * @param counter its originator counter
 * @param atMillis when the gateway signed or accepted it, milliseconds since 1970
 * @param digest SHA-256 of its signed octets
 * @param message all its octets; empty once they were pruned
 * @param end what became of it
 * @param answeredMillis when the gateway stored the answer
 * @param answer all octets of the signed answer; empty where there is none, or once it was pruned
 */
public record TranscriptEntry(
        boolean down,
        long counter,
        MessageCode code,
        long atMillis,
        Octets digest,
        Optional<Octets> message,
        End end,
        Optional<Long> answeredMillis,
        Optional<Octets> answer) {
    private static final String DOWN = "down";
    private static final String UP = "up";

    /** What became of a message. */
    public enum End {
        /** No answer is on record. */
        OPEN,
        /** An answer is on record, or was until it was pruned. */
        ANSWERED,
        /** The sender gave it up: no answer is awaited. */
        GIVEN_UP;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static End parse(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Whether there was an answer whose octets are kept no more. */
    public boolean answerPruned() {
        return end == End.ANSWERED && answer.isEmpty();
    }

    /** As a line, without its end. */
    public Octets line() {
        ObjectNode json = JsonText.object().put("direction", down ? DOWN : UP);
        json.put("counter", Long.toUnsignedString(counter))
                .put("code", code.toString())
                .put("time", atMillis);
        json.put("digest", digest.hex()).put("end", end.word());
        answeredMillis.ifPresent(moment -> json.put("answered", moment));
        message.ifPresent(octets -> json.put("message", octets.hex()));
        answer.ifPresent(octets -> json.put("answer", octets.hex()));
        putPruned(json);
        return JsonText.write(json);
    }

    /** Said in words, so that nobody takes what was removed by the retention for what never was. */
    private void putPruned(ObjectNode json) {
        if (message.isEmpty() || answerPruned()) {
            ArrayNode pruned = json.putArray("pruned");
            if (message.isEmpty()) {
                pruned.add("message");
            }
            if (answerPruned()) {
                pruned.add("answer");
            }
        }
    }

    /** Reads a line. */
    static TranscriptEntry read(JsonObject json) throws MalformedException {
        return new TranscriptEntry(
                json.parsed("direction", TranscriptEntry::isDown),
                json.counter("counter"),
                json.parsed("code", MessageCode::parse),
                json.count("time"),
                json.parsed("digest", Octets::ofHex),
                octets(json, "message"),
                json.parsed("end", End::parse),
                json.optionalNumber("answered"),
                octets(json, "answer"));
    }

    private static boolean isDown(String word) {
        if (!word.equals(DOWN) && !word.equals(UP)) {
            throw new IllegalArgumentException("a direction is up or down");
        }
        return word.equals(DOWN);
    }

    private static Optional<Octets> octets(JsonObject json, String key) throws MalformedException {
        return json.has(key) ? Optional.of(json.parsed(key, Octets::ofHex)) : Optional.empty();
    }
}
