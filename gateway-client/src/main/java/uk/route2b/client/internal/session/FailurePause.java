package uk.route2b.client.internal.session;

import java.time.Duration;
import java.util.Optional;

/**
 * How long something that failed is left alone: five seconds, twice as long after each further failure, a minute at
 * most. Each failure closes the link, so with a disk that has no room for a message this leaves the link the time to
 * come back. On the engine's thread.
 */
final class FailurePause {
    static final Duration LEAST = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final int DOUBLINGS_MOST = 4;

    private int failures;
    private long untilNanos;

    /** It is tried, and has failed unless {@link #worked} is called. */
    void tried(long nowNanos) {
        Duration pause = LEAST.multipliedBy(1L << Math.min(failures, DOUBLINGS_MOST));
        untilNanos = nowNanos + (pause.compareTo(MOST) < 0 ? pause : MOST).toNanos();
        failures++;
    }

    void worked() {
        failures = 0;
    }

    /** How long it is left alone yet; empty if it may be tried. */
    Optional<Duration> left(long nowNanos) {
        return failures > 0 && untilNanos - nowNanos > 0
                ? Optional.of(Duration.ofNanos(untilNanos - nowNanos))
                : Optional.empty();
    }
}
