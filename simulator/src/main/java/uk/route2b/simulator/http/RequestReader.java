package uk.route2b.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/** Reads a request without ever holding more of its body than the limit. */
final class RequestReader {
    private static final int PART = 16_384;
    private static final int MOST_DISCARDED = 8 << 20;

    private final int bodyLimit;

    RequestReader(int bodyLimit) {
        this.bodyLimit = bodyLimit;
    }

    /** The request, or nothing if its body is longer than the limit. */
    Optional<Request> read(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = declaredLength(exchange) > bodyLimit ? new byte[0] : upTo(bodyLimit + 1, in);
        if (declaredLength(exchange) > bodyLimit || body.length > bodyLimit) {
            discard(in);
            return Optional.empty();
        }
        return Optional.of(request(exchange, Octets.of(body)));
    }

    /** Not {@code readNBytes}: it ends with a read of no octets, for which a chunked body waits for its next chunk. */
    private static byte[] upTo(int most, InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[Math.min(most, PART)];
        int count = in.read(part, 0, part.length);
        while (count > 0) {
            body.write(part, 0, count);
            int wanted = Math.min(most - body.size(), part.length);
            count = wanted == 0 ? -1 : in.read(part, 0, wanted);
        }
        return body.toByteArray();
    }

    /** What has already come is taken off, or closing the connection would reset it before the refusal is read. */
    private static void discard(InputStream in) throws IOException {
        long skipped = 0;
        while (in.available() > 0 && skipped < MOST_DISCARDED) {
            skipped += upTo(in.available(), in).length;
        }
    }

    /** A body in chunks declares nothing; the reading itself is bounded. */
    private static long declaredLength(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Content-Length");
        return header == null ? 0 : Long.parseLong(header.strip());
    }

    private static Request request(HttpExchange exchange, Octets body) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath(), parameters(query), Map.of(), body);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
