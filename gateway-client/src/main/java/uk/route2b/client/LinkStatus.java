package uk.route2b.client;

import java.net.URI;
import java.util.Optional;

/**
 * Where the link stands. A snapshot; safe to keep.
 *
 * @param state the state
 * @param reason a stable reason code where there is something to say: why it waits, why it was refused; else empty
 * @param endpoint the gateway that is, was last, or will next be dialled
 * @param epoch number of the last session that the gateway welcomed; 0 before the first
 * @param configurationVersion version of the link configuration in force; 0 if there is none
 * @param route {@code 2b} while the link is open, {@code 2a} while urgent messages go through the meter, else empty
 * @param counters what was counted
 * @param restored that this CEM goes on from an old copy of its state: what happened since may be lost
 */
public record LinkStatus(
        State state,
        String reason,
        Optional<URI> endpoint,
        long epoch,
        long configurationVersion,
        Optional<String> route,
        LinkCounters counters,
        Optional<RestoredSpan> restored) {
    /** The states. */
    public enum State {
        /** Built, not started. */
        NEW,
        /** No link configuration has come yet: route 2a brings it. */
        NO_CONFIGURATION,
        /** Connecting, TLS, upgrade. */
        DIALLING,
        /** Hello went out, the welcome has not come. */
        GREETING,
        /** Messages flow. */
        OPEN,
        /** Between two attempts; the reason says why the last one ended. */
        WAITING,
        /** One end does not accept the other's identity, or the gateway suspended this CEM; tried again, rarely. */
        REFUSED,
        /** Closed by its owner; it does not come back. */
        CLOSED
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }
}
