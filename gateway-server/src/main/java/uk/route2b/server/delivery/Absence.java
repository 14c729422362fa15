package uk.route2b.server.delivery;

import java.time.Duration;
import uk.route2b.server.clock.SigningClock;

/** For how long a CEM has had no link, by a clock that does not step. Safe for use by several threads. */
final class Absence {
    private final SigningClock clock;
    private volatile long sinceMillis;

    /** @param sinceMillis the start of the server: nothing is known of a link before */
    Absence(SigningClock clock, long sinceMillis) {
        this.clock = clock;
        this.sinceMillis = sinceMillis;
    }

    /** The link was lost just now. */
    void begin() {
        sinceMillis = clock.monotonicMillis();
    }

    boolean lasts(Duration time) {
        return clock.monotonicMillis() - sinceMillis >= time.toMillis();
    }
}
