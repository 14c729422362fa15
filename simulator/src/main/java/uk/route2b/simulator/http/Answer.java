package uk.route2b.simulator.http;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.protocol.octets.Octets;

/**
 * What goes back for a request.
 *
 * @param status the HTTP status
 * @param contentType the media type of the body
 * @param body the body, which may be empty
 */
public record Answer(int status, String contentType, Octets body) {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=UTF-8";

    /** {@code value} as JSON. */
    public static Answer json(int status, Object value) {
        return new Answer(status, JSON, Octets.of(JsonMapper.shared().writeValueAsBytes(value)));
    }

    /** {@code {"reason":...}}: why there is nothing better. */
    public static Answer reason(int status, String reason) {
        return json(status, Map.of("reason", reason));
    }

    /** Plain text with status 200. */
    public static Answer text(String text) {
        return new Answer(200, TEXT, Octets.ofText(text));
    }
}
