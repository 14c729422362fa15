package uk.route2b.client;

import java.time.Duration;

/**
 * How much of what is urgent goes through the meter while there is no link: every fragment is an alert that somebody
 * pays for.
 *
 * @param fragments largest message that goes there; a longer one waits for the link
 * @param repeat after which time without an answer a message goes again; twice as long after each further time
 * @param sends how often one message goes there until a link comes; then it waits for the link
 */
public record MeterLimits(int fragments, Duration repeat, int sends) {
    /** 8 alerts, that is some 6,000 octets of zlib; again after 10 minutes, 6 times. */
    public static final MeterLimits DEFAULT = new MeterLimits(8, Duration.ofMinutes(10), 6);

    /** How long a message waits for its answer after it has gone {@code times} times. */
    public Duration pauseAfter(int times) {
        return repeat.multipliedBy(1L << Math.min(times - 1, 10));
    }
}
