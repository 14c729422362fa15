package uk.route2b.conformance.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The request that turns HTTP into a link (RFC 6455 section 4.1), to be spoilt in one place.
 *
 * @param line the request line
 */
public record Upgrade(String line, Map<String, String> headers) {
    private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";

    public Upgrade {
        headers = Map.copyOf(headers);
    }

    /** One with nothing wrong. */
    public static Upgrade right() {
        return new Upgrade(
                "GET /route2b HTTP/1.1",
                Map.of(
                        "Host",
                        "localhost",
                        "Upgrade",
                        "websocket",
                        "Connection",
                        "Upgrade",
                        "Sec-WebSocket-Key",
                        "dGhlIHNhbXBsZSBub25jZQ==",
                        "Sec-WebSocket-Version",
                        "13",
                        SUBPROTOCOL,
                        "route2b.v1"));
    }

    /** The same with another request line. */
    public Upgrade line(String other) {
        return new Upgrade(other, headers);
    }

    /** The same with a header set. */
    public Upgrade with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Upgrade(line, more);
    }

    /** The same without a header. */
    public Upgrade without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(name);
        return new Upgrade(line, fewer);
    }

    /** With another subprotocol. */
    public Upgrade subprotocol(String name) {
        return with(SUBPROTOCOL, name);
    }

    /** As it goes over the wire. */
    public byte[] octets() {
        StringBuilder text = new StringBuilder(line).append("\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
