package uk.route2b.server.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The wall clock, watched by one that does not step. Safe for use by several threads.
 *
 * <p>Counters are birth times: signed under a clock that ran ahead they would lock this gateway out of its CEMs until
 * the time has caught up. So signing stops for good when the wall clock jumps more than 60 s ahead of the monotonic one
 * (design section 4), or at start lies more than seven days after what was stored last, until an operator has looked
 * and started the server with --accept-clock.
 */
public final class SigningClock implements InstantSource {
    /** How far the wall clock may jump ahead between two looks at it. */
    public static final Duration JUMP = Duration.ofSeconds(60);

    /** How long a server may have been off before its clock has to be looked at. */
    public static final Duration ABSENCE = Duration.ofDays(7);

    private final InstantSource wall;
    private final LongSupplier monotonicNanos;
    private long lead;
    private boolean stopped;

    /**
     * @param wall the time of day
     * @param monotonicNanos nanoseconds that never step, from any start
     * @param lastStoredMillis when something was stored last; empty for a new store, or where an operator has looked at
     *     the clock and accepted it
     */
    public SigningClock(InstantSource wall, LongSupplier monotonicNanos, OptionalLong lastStoredMillis) {
        this.wall = wall;
        this.monotonicNanos = monotonicNanos;
        this.lead = currentLead();
        this.stopped =
                lastStoredMillis.isPresent() && wall.millis() - lastStoredMillis.getAsLong() > ABSENCE.toMillis();
    }

    @Override
    public Instant instant() {
        return wall.instant();
    }

    /** Milliseconds that never step back, from any start. */
    public long monotonicMillis() {
        return Duration.ofNanos(monotonicNanos.getAsLong()).toMillis();
    }

    /** Looks at both clocks. False from the first jump on: then nothing may be signed. */
    public synchronized boolean maySign() {
        long now = currentLead();
        stopped |= now - lead > JUMP.toMillis();
        // A clock that is set back, or slewed a little at each look, is followed: counters rise all the same.
        lead = now;
        return !stopped;
    }

    private long currentLead() {
        return wall.millis() - monotonicMillis();
    }
}
