package uk.route2b.server.store;

import java.time.Duration;

/**
 * How long things are kept once they are done with.
 *
 * @param bodies octets of messages and payloads
 * @param headers everything else: counters, digests, states, audit
 */
public record Retention(Duration bodies, Duration headers) {
    /** 7 days, 13 months (design section 12). */
    public static final Retention DEFAULT = new Retention(Duration.ofDays(7), Duration.ofDays(396));
}
