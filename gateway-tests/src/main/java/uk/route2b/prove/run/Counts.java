package uk.route2b.prove.run;

import java.util.Map;
import java.util.TreeMap;

/** Named counts; a count that was never made is zero. Used by one thread. */
public final class Counts {
    private final Map<String, Long> counts = new TreeMap<>();

    /** Counts one more. */
    public void add(String name) {
        add(name, 1);
    }

    /** Counts {@code more}. */
    public void add(String name, long more) {
        counts.merge(name, more, Long::sum);
    }

    /** Adds all of {@code others}. */
    public void addAll(Map<String, Long> others) {
        others.forEach(this::add);
    }

    public long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** All, by name. */
    public Map<String, Long> all() {
        return Map.copyOf(counts);
    }

    /** All, in the order of their names. */
    public Map<String, Long> sorted() {
        return new TreeMap<>(counts);
    }
}
