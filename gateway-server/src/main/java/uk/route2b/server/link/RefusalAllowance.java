package uk.route2b.server.link;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many messages of one link may be passed over as refused in a minute. Each costs its peer next to nothing and us
 * the work of judging it. Used by one thread at a time.
 */
final class RefusalAllowance {
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final int most;
    private final LongSupplier millis;
    private long begun;
    private int refused;

    /** @param millis monotonic */
    RefusalAllowance(int most, LongSupplier millis) {
        this.most = most;
        this.millis = millis;
        this.begun = millis.getAsLong();
    }

    /** Counts one more; whether it is one too many. */
    boolean isSpent() {
        long now = millis.getAsLong();
        if (now - begun >= WINDOW.toMillis()) {
            begun = now;
            refused = 0;
        }
        refused++;
        return refused > most;
    }
}
