package uk.route2b.server.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import uk.route2b.server.configuration.FallbackPolicy;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.PayloadState;

/**
 * What goes by 2a to one CEM, one message at a time: first what is signed and has not gone there yet, lowest counter
 * first; then what is queued, signed then, in the order of its numbers; then what waits too long for its answer. Safe
 * for use by several threads.
 */
final class FallbackPlan {
    private record Sent(int times, long againMillis) {}

    /** For so long what could not be signed gives way to what is signed and has to go again. */
    static final Duration PUT_OFF = Duration.ofMinutes(1);

    private final FallbackPolicy policy;
    private final Map<Long, Sent> sent = new HashMap<>();
    private final Set<Long> tooLong = new HashSet<>();
    private long queuedNotBefore = Long.MIN_VALUE;
    private Set<Long> replaced = Set.of();
    private boolean underWay;

    FallbackPlan(FallbackPolicy policy) {
        this.policy = policy;
    }

    /**
     * The next payload to go.
     *
     * @param urgent all urgent payloads of this CEM that are queued or wait for their answer
     * @param nowMillis a clock that does not step back
     */
    synchronized Optional<PayloadRecord> next(List<PayloadRecord> urgent, long nowMillis) {
        Set<Long> gone = new HashSet<>();
        urgent.stream().filter(payload -> isReplaced(payload, urgent)).forEach(payload -> gone.add(payload.number()));
        replaced = gone;
        if (underWay) {
            return Optional.empty();
        }
        List<PayloadRecord> open = urgent.stream().filter(this::mayGo).toList();
        return first(signed(open).filter(payload -> !sent.containsKey(payload.number())))
                .or(() -> open.stream()
                        .filter(payload -> payload.state() == PayloadState.QUEUED && queuedNotBefore <= nowMillis)
                        .min(Comparator.comparingLong(PayloadRecord::number)))
                .or(() -> first(signed(open).filter(payload -> isDue(payload, nowMillis))));
    }

    /** Only the newest list of events counts: the receiver would answer an older one with 04 (design section 9). */
    private static boolean isReplaced(PayloadRecord older, List<PayloadRecord> urgent) {
        return urgent.stream()
                .anyMatch(newer -> newer.number() > older.number()
                        && newer.facts().replaces()
                        && newer.facts().kind().equals(older.facts().kind())
                        && newer.facts().ven().equals(older.facts().ven()));
    }

    private boolean mayGo(PayloadRecord payload) {
        return !replaced.contains(payload.number()) && !tooLong.contains(payload.number());
    }

    private static Stream<PayloadRecord> signed(List<PayloadRecord> open) {
        return open.stream().filter(payload -> payload.counter().isPresent());
    }

    private static Optional<PayloadRecord> first(Stream<PayloadRecord> signed) {
        return signed.min((one, other) -> Long.compareUnsigned(
                one.counter().orElseThrow(), other.counter().orElseThrow()));
    }

    private boolean isDue(PayloadRecord payload, long nowMillis) {
        Sent before = sent.get(payload.number());
        return before != null && before.times() < policy.sends() && before.againMillis() <= nowMillis;
    }

    synchronized void begin() {
        underWay = true;
    }

    /** A message has gone, or as much of it as was wanted. */
    synchronized void sent(long number, long nowMillis) {
        underWay = false;
        Sent before = sent.get(number);
        int times = before == null ? 1 : before.times() + 1;
        Duration pause = policy.pauseAfter(times);
        sent.put(number, new Sent(times, nowMillis + pause.toMillis()));
    }

    /** Nothing went. */
    synchronized void notSent() {
        underWay = false;
    }

    /** Nothing can be signed for this CEM now. */
    synchronized void putOff(long nowMillis) {
        queuedNotBefore = nowMillis + PUT_OFF.toMillis();
    }

    /** Longer than what may go: it waits for the link. True the first time. */
    synchronized boolean isTooLong(long number) {
        return tooLong.add(number);
    }

    /** Whether a newer list of events has taken its place. */
    synchronized boolean isReplaced(long number) {
        return replaced.contains(number);
    }

    synchronized boolean isUnderWay() {
        return underWay;
    }
}
