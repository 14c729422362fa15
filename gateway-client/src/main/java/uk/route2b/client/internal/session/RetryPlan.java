package uk.route2b.client.internal.session;

import java.time.Duration;
import java.util.random.RandomGenerator;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.link.CloseCode;

/**
 * How long to wait before dialling again: full jitter, so that ten thousand CEMs that lost one gateway do not come back
 * in one second.
 */
final class RetryPlan {
    private static final Duration STOOD = Duration.ofSeconds(10);

    private final RandomGenerator random;
    private int doublings;
    private int cuts;

    RetryPlan(RandomGenerator random) {
        this.random = random;
    }

    /** A link that stood for some time begins again with the first bound. */
    void stood(Duration time) {
        cuts = 0;
        if (time.compareTo(STOOD) >= 0) {
            doublings = 0;
        }
    }

    /** Whether the next attempt has to be a rare one: one end does not accept the other. */
    boolean isRefusal(LinkEnd end) {
        return end.by() == LinkEnd.By.IDENTITY || end.has(CloseCode.REVOKED) || cuts > 1;
    }

    /**
     * The wait after {@code end}.
     *
     * @param roundOver whether all endpoints have been tried; before that the next one is dialled at once
     */
    Duration after(LinkEnd end, LinkTimers timers, boolean roundOver) {
        cuts = end.by() == LinkEnd.By.CUT ? cuts + 1 : 0;
        if (end.has(CloseCode.SUPERSEDED)) {
            return Duration.ofSeconds(timers.retryMaxSeconds());
        }
        if (!roundOver) {
            return Duration.ZERO;
        }
        return isRefusal(end) || isOurComplaint(end) ? rare(timers) : jitter(timers);
    }

    /** The wait after something that is mended. */
    Duration soon(LinkTimers timers) {
        doublings = 0;
        return jitter(timers);
    }

    /** A gateway that sends what we must refuse, or refuses what we say, will do so again. */
    private static boolean isOurComplaint(LinkEnd end) {
        return end.has(CloseCode.REFUSED)
                || end.has(CloseCode.HELLO)
                || end.has(CloseCode.POLICY)
                || end.has(CloseCode.UNSUPPORTED_DATA)
                || end.has(CloseCode.TOO_BIG)
                || end.has(CloseCode.QUARANTINED);
    }

    private Duration rare(LinkTimers timers) {
        long most = Duration.ofSeconds(timers.retryMaxSeconds()).toMillis();
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }

    private Duration jitter(LinkTimers timers) {
        long first = Duration.ofSeconds(timers.retryFirstSeconds()).toMillis();
        long most = Duration.ofSeconds(timers.retryMaxSeconds()).toMillis();
        long bound = Math.min(first << Math.min(doublings, 20), most);
        doublings++;
        return Duration.ofMillis(random.nextLong(bound + 1));
    }
}
