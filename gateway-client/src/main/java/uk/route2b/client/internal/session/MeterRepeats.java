package uk.route2b.client.internal.session;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import uk.route2b.client.MeterLimits;

/**
 * What has gone by 2a since the link was lost, and when it goes again: with a growing pause, and only so often. A
 * message or an answer that was lost on the way is healed by this alone. On the engine's thread.
 */
final class MeterRepeats {
    private record Sent(int times, long againNanos) {}

    private final MeterLimits limits;
    private final Map<Long, Sent> sent = new HashMap<>();

    MeterRepeats(MeterLimits limits) {
        this.limits = limits;
    }

    /** Whether a message goes now: it has not gone yet, or has waited for its answer long enough. */
    boolean isDue(long counter, long nowNanos) {
        Sent before = sent.get(counter);
        return before == null || mayGoAgain(before) && before.againNanos() - nowNanos <= 0;
    }

    private boolean mayGoAgain(Sent before) {
        return before.times() < limits.sends();
    }

    void sent(long counter, long nowNanos) {
        Sent before = sent.get(counter);
        int times = before == null ? 1 : before.times() + 1;
        sent.put(counter, new Sent(times, nowNanos + limits.pauseAfter(times).toNanos()));
    }

    /** It has its answer, or was given up. */
    void settled(long counter) {
        sent.remove(counter);
    }

    /** There is a link again. */
    void clear() {
        sent.clear();
    }

    /** How long until the next message goes again; empty if none will. */
    Optional<Duration> untilNext(long nowNanos) {
        return sent.values().stream()
                .filter(this::mayGoAgain)
                .map(each -> Duration.ofNanos(Math.max(0, each.againNanos() - nowNanos)))
                .min(Comparator.naturalOrder());
    }
}
