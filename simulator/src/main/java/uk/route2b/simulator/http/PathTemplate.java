package uk.route2b.simulator.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A path in which {@code {name}} stands for one segment. */
final class PathTemplate {
    private final String[] segments;

    PathTemplate(String path) {
        this.segments = path.split("/", -1);
    }

    /** What the names stand for, if {@code path} has this shape. */
    Optional<Map<String, String>> match(String path) {
        String[] actual = path.split("/", -1);
        Map<String, String> found = new HashMap<>();
        boolean same = actual.length == segments.length;
        for (int i = 0; same && i < segments.length; i++) {
            same = matches(segments[i], actual[i], found);
        }
        return same ? Optional.of(found) : Optional.empty();
    }

    private static boolean matches(String segment, String actual, Map<String, String> found) {
        boolean name = segment.startsWith("{") && !actual.isEmpty();
        if (name) {
            found.put(segment.substring(1, segment.length() - 1), actual);
        }
        return name || segment.equals(actual);
    }
}
