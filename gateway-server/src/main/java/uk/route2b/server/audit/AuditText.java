package uk.route2b.server.audit;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.json.JsonText;
import uk.route2b.protocol.octets.Octets;

/** Writes what stands inside a line: compact JSON, and always number, time and kind first. */
final class AuditText {
    static final String FILE = "file";
    static final String VERDICT = "verdict";
    static final String STRANGERS = "strangers";
    static final String REFUSALS = "refusals";
    static final String TORN = "torn";
    static final String GAP = "gap";
    static final String HEAD = "head";

    private AuditText() {}

    static ObjectNode begin(long number, Instant at, String kind) {
        ObjectNode json = JsonText.object();
        json.put("number", number);
        json.put("at", at.toString());
        json.put("kind", kind);
        return json;
    }

    static ObjectNode verdict(long number, Instant at, Verdict verdict) {
        ObjectNode json = begin(number, at, VERDICT);
        json.put("check", verdict.check().word());
        json.put("verdict", verdict.ruling().word());
        json.put("subject", verdict.subject());
        if (!verdict.reason().isEmpty()) {
            json.put("reason", verdict.reason());
        }
        // By what each record has it is read and verified; a fact of the same name takes another.
        verdict.facts().forEach((name, value) -> json.put(json.has(name) ? "of-" + name : name, value));
        return json;
    }

    /** The first record of each file: by it a file can be read on its own. */
    static ObjectNode file(long number, Instant at, String node, Octets previous) {
        return begin(number, at, FILE).put("node", node).put("previous", previous.hex());
    }

    /** What stood at the end of a file and was no whole record. */
    static ObjectNode torn(long number, Instant at, long offset, long octets) {
        return begin(number, at, TORN).put("offset", offset).put("octets", octets);
    }
}
