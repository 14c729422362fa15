package uk.route2b.simulator.http;

import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * One HTTP request, read whole.
 *
 * @param method such as POST
 * @param path decoded, without the query
 * @param query the parameters after the question mark
 * @param variables what the braces of the route matched
 * @param body what came with it
 */
public record Request(
        String method, String path, Map<String, String> query, Map<String, String> variables, Octets body) {
    /** Copies the maps. */
    public Request {
        query = Map.copyOf(query);
        variables = Map.copyOf(variables);
    }

    /** The same request, matched by a route. */
    Request matched(Map<String, String> found) {
        return new Request(method, path, query, found, body);
    }

    /** What the brace {@code name} of the route matched. */
    public String variable(String name) {
        return Optional.ofNullable(variables.get(name))
                .orElseThrow(() -> new IllegalStateException("the route has no {" + name + "}"));
    }

    /**
     * The query parameter {@code name} as a number of at least zero.
     *
     * @throws IllegalArgumentException if it is something else; the answer is then 400
     */
    public long number(String name, long otherwise) {
        String text = query.getOrDefault(name, Long.toString(otherwise));
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException(name + " is a whole number of at least zero");
        }
        return Long.parseLong(text);
    }
}
