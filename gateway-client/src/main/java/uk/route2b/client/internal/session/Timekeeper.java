package uk.route2b.client.internal.session;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import uk.route2b.client.spi.Clock;
import uk.route2b.protocol.message.TrustedTime;

/**
 * What time it is, as far as it may be believed, and whether the device's clock may number messages.
 *
 * <p>A welcome's signed time is trusted and runs on with the monotonic clock. Everything else that the DSRSP signed is
 * a lower bound, so the time that certificates are judged by never steps back.
 */
public final class Timekeeper {
    private static final long JUMP_MOST_MILLIS = Duration.ofSeconds(60).toMillis();
    private static final long ABSENCE_MOST_MILLIS = Duration.ofDays(7).toMillis();

    private final Clock clock;
    private long anchorWall;
    private long anchorNanos;
    private boolean longAbsence;
    private OptionalLong trustedAtAnchor = OptionalLong.empty();
    private long trustedNanos;
    private long leastMillis;
    private long leastNanos;

    Timekeeper(Clock clock, KnownTime known) {
        this.clock = clock;
        anchor();
        learn(known);
        this.longAbsence = known.lastWallMillis() > 0 && anchorWall - known.lastWallMillis() > ABSENCE_MOST_MILLIS;
    }

    /** The device's own clock, by which messages are numbered. */
    long wallMillis() {
        return clock.wall().toEpochMilli();
    }

    long monotonicNanos() {
        return clock.monotonicNanos();
    }

    /** The time that a welcome vouched for, if there was one in this run. */
    public TrustedTime trusted() {
        if (trustedAtAnchor.isEmpty()) {
            return TrustedTime.NONE;
        }
        return TrustedTime.of(trustedAtAnchor.getAsLong() + millisSince(trustedNanos));
    }

    /**
     * The moment by which certificates and configurations are judged: the trusted time, else the device's own; with a
     * dead clock what the DSRSP signed last, which runs on with the monotonic one.
     */
    public Instant validity(KnownTime known) {
        learn(known);
        long millis = trusted().millis().orElseGet(this::wallMillis);
        return Instant.ofEpochMilli(Math.max(millis, least()));
    }

    private void learn(KnownTime known) {
        if (known.leastMillis() > least()) {
            leastMillis = known.leastMillis();
            leastNanos = clock.monotonicNanos();
        }
    }

    private long least() {
        return leastMillis == 0 ? 0 : leastMillis + millisSince(leastNanos);
    }

    /** Takes the signed time of a welcome; trusted time never steps back. */
    void trust(long millis) {
        long before = trusted().millis().orElse(Long.MIN_VALUE);
        trustedAtAnchor = OptionalLong.of(Math.max(before, millis));
        trustedNanos = clock.monotonicNanos();
    }

    /**
     * Whether messages may be numbered by the wall clock: not after it jumped more than a minute ahead of the monotonic
     * one, nor after a start more than a week after the last stored time. A counter from the future would lock us out.
     */
    boolean maySign() {
        long ahead = wallMillis() - (anchorWall + millisSince(anchorNanos));
        if (ahead < -JUMP_MOST_MILLIS) {
            anchor();
        }
        return !longAbsence && ahead <= JUMP_MOST_MILLIS;
    }

    /** An operator has looked at the clock and found it right. */
    void accept() {
        longAbsence = false;
        anchor();
    }

    private void anchor() {
        anchorWall = wallMillis();
        anchorNanos = clock.monotonicNanos();
    }

    private long millisSince(long nanos) {
        return Duration.ofNanos(clock.monotonicNanos() - nanos).toMillis();
    }
}
