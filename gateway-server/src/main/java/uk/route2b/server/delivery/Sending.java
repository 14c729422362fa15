package uk.route2b.server.delivery;

import java.util.OptionalLong;

/** How far the sending to one CEM has come on its link. Used in the CEM's lane only. */
final class Sending {
    private OptionalLong resendAfter = OptionalLong.empty();
    private boolean more = true;

    /** What is unanswered goes again, from the lowest counter on, before anything new. */
    void again() {
        resendAfter = OptionalLong.of(0);
        more = true;
    }

    /** The counter above which unanswered messages still go again; empty once all have. */
    OptionalLong resendAfter() {
        return resendAfter;
    }

    void resent(long counter) {
        resendAfter = OptionalLong.of(counter);
    }

    void resentAll() {
        resendAfter = OptionalLong.empty();
    }

    /** Something may wait unsigned. */
    void wakeUp() {
        more = true;
    }

    /** Nothing waits unsigned, as far as this node knows. */
    void isEmpty() {
        more = false;
    }

    boolean mayHaveMore() {
        return more;
    }

    /** Whether there is something to go on with. */
    boolean isBehind() {
        return more || resendAfter.isPresent();
    }
}
