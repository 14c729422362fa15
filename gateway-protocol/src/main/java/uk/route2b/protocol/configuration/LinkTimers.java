package uk.route2b.protocol.configuration;

/**
 * The timing that a DSRSP sets for its CEMs; all in seconds.
 *
 * @param pingSeconds between pings of the CEM; a missing pong closes
 * @param retryFirstSeconds bound of the first wait before dialling again; the wait is drawn evenly from 0 to the bound
 * @param retryMaxSeconds bound to which the doubling goes
 * @param fallbackAfterSeconds without a link, when urgent messages go by 2a
 */
public record LinkTimers(int pingSeconds, int retryFirstSeconds, int retryMaxSeconds, int fallbackAfterSeconds) {
    /** Ping each 4 minutes, retry within 2 s rising to 5 minutes, fall back after 2 minutes. */
    public static final LinkTimers DEFAULT = new LinkTimers(240, 2, 300, 120);
}
