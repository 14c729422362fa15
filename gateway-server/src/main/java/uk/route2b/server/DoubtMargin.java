package uk.route2b.server;

import java.time.Duration;
import java.time.Instant;
import uk.route2b.server.store.DoubtSpan;

/**
 * How far clocks of CEMs may be ahead of ours; it counts only for what comes by route 2a before a CEM's first hello.
 */
final class DoubtMargin {
    static final Duration AHEAD = Duration.ofMinutes(5);

    private DoubtMargin() {}

    static DoubtSpan span(Instant copiedAt, Instant now) {
        return new DoubtSpan(copiedAt.toEpochMilli(), now.plus(AHEAD).toEpochMilli());
    }
}
