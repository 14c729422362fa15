package uk.route2b.simulator.events;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened.
 *
 * @param fields what there is to say about it, in the order in which it is written
 */
public record Event(Map<String, Object> fields) {
    /** Copies the fields and keeps their order. */
    public Event {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** One field so far. */
    public static Event of(String name, Object value) {
        return new Event(Map.of(name, value));
    }

    /** The same with one more field. */
    public Event with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Event(more);
    }
}
