package uk.route2b.server.tunnel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/**
 * Under which tunnel message ids the last answers to one CEM went, so that one that is asked for again goes in the same
 * fragments. Lost by a restart: then it goes under another id. Used in the CEM's lane only.
 */
final class AnswerIds {
    private static final int MOST = 16;

    private final Map<Long, Integer> byCounter = new LinkedHashMap<>();

    /** The id of the answer to a message, {@code next} if it has none. */
    int id(long counter, IntSupplier next) {
        Integer kept = byCounter.get(counter);
        if (kept != null) {
            return kept;
        }
        int id = next.getAsInt();
        byCounter.values().remove(id);
        byCounter.put(counter, id);
        if (byCounter.size() > MOST) {
            byCounter.remove(byCounter.keySet().iterator().next());
        }
        return id;
    }

    /** What the answer with this id answers. */
    OptionalLong counter(int id) {
        return byCounter.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .mapToLong(Map.Entry::getKey)
                .findFirst();
    }
}
