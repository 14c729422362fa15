package uk.route2b.client.spi;

import java.time.Instant;

/** The two clocks of a device. Safe for use by several threads. */
public interface Clock {
    /** Those of this machine. */
    Clock SYSTEM = new Clock() {
        @Override
        public Instant wall() {
            return Instant.now();
        }

        @Override
        public long monotonicNanos() {
            return System.nanoTime();
        }
    };

    /** The time of day, which somebody may set, forwards or back. */
    Instant wall();

    /** Nanoseconds from an arbitrary moment of this run; nobody can set it. */
    long monotonicNanos();
}
