package uk.route2b.server.store.sequence;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import uk.route2b.protocol.message.CounterMemory;
import uk.route2b.protocol.message.SendWindow;
import uk.route2b.protocol.octets.Octets;

/** An answer of a store as a text in which every octet counts: answers are the same if their texts are. */
final class Rendering {
    private Rendering() {}

    static String of(Object value) {
        if (value instanceof Octets octets) {
            return octets.size() + ":" + octets.sha256().hex();
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(inner -> "some " + of(inner)).orElse("none");
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream().map(Rendering::of).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, inner) -> sorted.put(of(key), of(inner)));
            return sorted.toString();
        }
        if (value instanceof CounterMemory memory) {
            return memory.floor() + " " + of(memory.messages());
        }
        if (value instanceof SendWindow window) {
            return window.signed() + " "
                    + window.signed().stream().filter(window::isOutstanding).toList();
        }
        return value instanceof Record described ? record(described) : String.valueOf(value);
    }

    private static String record(Record value) {
        StringJoiner parts = new StringJoiner(", ", value.getClass().getSimpleName() + "[", "]");
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                parts.add(component.getName() + "=" + of(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }
        return parts.toString();
    }
}
