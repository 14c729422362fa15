package uk.route2b.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/** Reads a request without ever holding more of its body than the limit. */
final class RequestReader {
    private final int bodyLimit;

    RequestReader(int bodyLimit) {
        this.bodyLimit = bodyLimit;
    }

    /** The request, or nothing if its body is longer than the limit. */
    Optional<Request> read(HttpExchange exchange) throws IOException {
        if (declaredLength(exchange) > bodyLimit) {
            return Optional.empty();
        }
        byte[] body = exchange.getRequestBody().readNBytes(bodyLimit + 1);
        return body.length > bodyLimit ? Optional.empty() : Optional.of(request(exchange, Octets.of(body)));
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
