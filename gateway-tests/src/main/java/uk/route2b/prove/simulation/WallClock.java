package uk.route2b.prove.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import uk.route2b.client.spi.Clock;

/** The clocks of one machine: one that somebody may set, and one that nobody can. */
final class WallClock implements Clock, InstantSource {
    private final VirtualTime time;
    private final Instant start;
    private long offset;

    /** @param start what it says at the beginning of the world */
    WallClock(VirtualTime time, Instant start) {
        this.time = time;
        this.start = start;
    }

    void jump(long millis) {
        offset += millis;
    }

    void setRight() {
        offset = 0;
    }

    @Override
    public Instant instant() {
        return start.plusMillis(time.now() + offset);
    }

    @Override
    public long millis() {
        return start.toEpochMilli() + time.now() + offset;
    }

    @Override
    public Instant wall() {
        return instant();
    }

    @Override
    public long monotonicNanos() {
        return Duration.ofMillis(time.now()).toNanos();
    }
}
