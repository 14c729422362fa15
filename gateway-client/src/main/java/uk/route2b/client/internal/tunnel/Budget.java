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
        boolean allowed = has(subject, nowNanos);
        if (allowed) {
            spend(subject, nowNanos);
        }
        return allowed;
    }

    /** Whether one more might be said about {@code subject}. */
    boolean has(long subject, long nowNanos) {
        forget(nowNanos);
        int ofSubject = spent.getOrDefault(subject, new ArrayDeque<>()).size();
        int total = spent.values().stream().mapToInt(Deque::size).sum();
        return ofSubject < each && total < all;
    }

    /** One more has been said about {@code subject}. */
    void spend(long subject, long nowNanos) {
        spent.computeIfAbsent(subject, first -> new ArrayDeque<>()).add(nowNanos);
    }

    private void forget(long nowNanos) {
        spent.values().forEach(times -> times.removeIf(time -> nowNanos - time > spanNanos));
        spent.values().removeIf(Deque::isEmpty);
    }
}
