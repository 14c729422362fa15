package uk.route2b.protocol.json;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.octets.Octets;

/** Writes JSON objects of ours: compact, keys in the order in which they are put. */
public final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonText() {}

    /** An object to put keys into. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Its octets in UTF-8, without blanks. */
    public static Octets write(ObjectNode object) {
        return Octets.of(MAPPER.writeValueAsBytes(object));
    }
}
