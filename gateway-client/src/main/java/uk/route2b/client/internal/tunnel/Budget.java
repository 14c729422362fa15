package uk.route2b.client.internal.tunnel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often something may be said on 2a. Labels can be replayed by others for ever, and every word upwards is an alert
 * that somebody pays for: so many for each subject, and so many for all together, in a span of time.
 */
final class Budget {
    private final int each;
    private final int all;
    private final long spanNanos;
    private final Map<Long, Deque<Long>> spent = new HashMap<>();

    Budget(int each, int all, Duration span) {
        this.each = each;
        this.all = all;
        this.spanNanos = span.toNanos();
    }

    /** Whether one more may be said about {@code subject}; if so it is counted. */
    boolean allows(long subject, long nowNanos) {
        forget(nowNanos);
        Deque<Long> times = spent.getOrDefault(subject, new ArrayDeque<>());
        int total = spent.values().stream().mapToInt(Deque::size).sum();
        if (times.size() >= each || total >= all) {
            return false;
        }
        times.add(nowNanos);
        spent.put(subject, times);
        return true;
    }

    private void forget(long nowNanos) {
        spent.values().forEach(times -> times.removeIf(time -> nowNanos - time > spanNanos));
        spent.values().removeIf(Deque::isEmpty);
    }
}
