package uk.route2b.server.vtn;

import java.util.concurrent.CompletionStage;

/** The way to the VTNs. Safe for use by several threads. */
@FunctionalInterface
public interface VtnUpstream {
    /**
     * Sends {@code request} at most once and never again: what a VTN was asked twice it may do twice.
     *
     * @return the answer; {@link VtnAnswer#UNAVAILABLE} where there is none. It never fails.
     */
    CompletionStage<VtnAnswer> forward(VtnRequest request);
}
