package uk.route2b.server.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The parts that have to work, each with a look at it. Made once; safe for use by several threads. */
public final class Health {
    private final Map<String, BooleanSupplier> parts;

    /** @param parts name to whether it works; a look may block for as long as one transaction */
    public Health(Map<String, BooleanSupplier> parts) {
        this.parts = new LinkedHashMap<>(parts);
    }

    /**
     * What was found.
     *
     * @param status up, or down if any part is
     * @param parts name to up or down
     */
    public record Report(String status, Map<String, String> parts) {
        public boolean isUp() {
            return status.equals("up");
        }
    }

    /** Looks at every part. */
    public Report look() {
        Map<String, String> found = new LinkedHashMap<>();
        parts.forEach((name, works) -> found.put(name, word(works.getAsBoolean())));
        return new Report(word(!found.containsValue(word(false))), found);
    }

    private static String word(boolean works) {
        return works ? "up" : "down";
    }
}
