package uk.route2b.server.checks.anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.route2b.server.configuration.Breach;
import uk.route2b.server.configuration.Threshold;
import uk.route2b.server.register.CemKey;

/**
 * The most that was seen of each direction and kind in one window, of one CEM and of a fleet. Kinds beyond
 * {@link #KINDS_MOST} are one. Used by one thread at a time.
 */
final class Observed {
    static final int KINDS_MOST = 64;
    /** What is proposed is so many times the most that was seen. */
    static final int MARGIN = 3;

    private static final long LEAST = 10;
    private static final String OTHERS = "others";

    private final Map<Sort, Most> most = new TreeMap<>(
            Comparator.comparing(Sort::fleet).thenComparing(Sort::direction).thenComparing(Sort::kind));
    private final Map<Seen, long[]> now = new HashMap<>();

    private record Sort(boolean fleet, String direction, String kind) {}

    private record Seen(String scope, Sort sort) {}

    private record Most(long count, long octets) {
        Most or(long[] seen) {
            return new Most(Math.max(count, seen[0]), Math.max(octets, seen[1]));
        }
    }

    void count(CemKey key, String direction, String kind, long octets) {
        add(new Seen(key.toString(), sort(false, direction, kind)), octets);
        add(new Seen(key.dsrsp().toString(), sort(true, direction, kind)), octets);
    }

    private Sort sort(boolean fleet, String direction, String kind) {
        Sort sort = new Sort(fleet, direction, kind);
        return most.containsKey(sort) || most.size() < KINDS_MOST ? sort : new Sort(fleet, direction, OTHERS);
    }

    private void add(Seen seen, long octets) {
        long[] sum = now.computeIfAbsent(seen, ignored -> new long[2]);
        sum[0]++;
        sum[1] += octets;
        most.merge(seen.sort(), new Most(sum[0], sum[1]), (before, after) -> before.or(sum));
    }

    /** Another window begins. */
    void turn() {
        now.clear();
    }

    List<Threshold> proposal() {
        List<Threshold> proposed = new ArrayList<>();
        most.forEach((sort, seen) -> {
            // No message is called so, and a threshold of it would hold nothing.
            if (!sort.kind().equals(OTHERS)) {
                proposed.add(new Threshold(
                        sort.fleet(),
                        sort.direction(),
                        sort.kind(),
                        Math.max(LEAST, MARGIN * seen.count()),
                        Math.max(LEAST, MARGIN * seen.octets()),
                        Breach.WARN));
            }
        });
        return proposed;
    }
}
