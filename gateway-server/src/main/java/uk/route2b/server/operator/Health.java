package uk.route2b.server.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The parts that have to work, each with a look at it. Made once; safe for use by several threads. */
public final class Health {
    private final Map<String, Supplier<Optional<String>>> parts;

    /**
     * Made of its parts.
     *
     * @param parts name to why it does not work, empty if it does; a look may block for as long as one transaction
     */
    public Health(Map<String, Supplier<Optional<String>>> parts) {
        this.parts = new LinkedHashMap<>(parts);
    }

    /**
     * What was found.
     *
     * @param status up, or down if any part is
     * @param parts name to up or down
     * @param reasons of those that are down
     */
    public record Report(String status, Map<String, String> parts, Map<String, String> reasons) {
        public boolean isUp() {
            return status.equals("up");
        }
    }

    /** Looks at every part. */
    public Report look() {
        Map<String, String> found = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        parts.forEach((name, look) -> {
            Optional<String> problem = look.get();
            found.put(name, word(problem.isEmpty()));
            problem.ifPresent(reason -> reasons.put(name, reason));
        });
        return new Report(word(reasons.isEmpty()), found, reasons);
    }

    private static String word(boolean works) {
        return works ? "up" : "down";
    }
}
