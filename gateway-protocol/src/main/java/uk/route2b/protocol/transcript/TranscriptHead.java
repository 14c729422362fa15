package uk.route2b.protocol.transcript;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.json.JsonText;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * The first line of a transcript: whose messages follow, and of which time. Nothing in it is signed; the judge holds
 * every message against it.
 *
 * @param fromMillis the first moment of the period, milliseconds since 1970; empty where it was not limited
 * @param untilMillis the first moment after the period
 * @param writtenMillis when the transcript was written
 */
public record TranscriptHead(
        EntityIdentifier dsrsp,
        EntityIdentifier cem,
        Optional<Long> fromMillis,
        Optional<Long> untilMillis,
        long writtenMillis) {
    /** The form of the file. A reader refuses any other: what it does not know it cannot vouch for. */
    public static final int VERSION = 1;

    private static final String FORM = "route2bTranscript";

    /** Whether {@code moment} lies in the period. */
    public boolean covers(long moment) {
        return fromMillis.filter(from -> moment < from).isEmpty()
                && untilMillis.filter(until -> moment >= until).isEmpty();
    }

    /** As a line, without its end. */
    public Octets line() {
        ObjectNode json = JsonText.object().put(FORM, VERSION);
        json.put("dsrsp", dsrsp.toString()).put("cem", cem.toString());
        fromMillis.ifPresent(from -> json.put("from", from));
        untilMillis.ifPresent(until -> json.put("until", until));
        return JsonText.write(json.put("written", writtenMillis));
    }

    /**
     * Reads the first line of a file.
     *
     * @throws MalformedException if it is none, or of another version
     */
    public static TranscriptHead read(Octets line) throws MalformedException {
        JsonObject json = JsonObject.read(line);
        if (json.number(FORM) != VERSION) {
            throw new MalformedException(Malformation.JSON_FIELD, FORM);
        }
        return new TranscriptHead(
                json.parsed("dsrsp", EntityIdentifier::parse),
                json.parsed("cem", EntityIdentifier::parse),
                json.optionalNumber("from"),
                json.optionalNumber("until"),
                json.count("written"));
    }
}
