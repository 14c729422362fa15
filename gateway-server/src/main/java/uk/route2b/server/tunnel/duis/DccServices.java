package uk.route2b.server.tunnel.duis;

import java.util.concurrent.CompletionStage;
import uk.route2b.protocol.octets.Octets;

/** The two services of the DCC that route 2a needs. Safe for use by several threads; nothing here blocks. */
public interface DccServices {
    /** What a service gave. */
    sealed interface Reply {}

    /** A document, not verified yet. */
    record Document(Octets xml) implements Reply {}

    /**
     * None.
     *
     * @param reason for the log: refused, timeout, HTTP status
     */
    record Unreachable(String reason) implements Reply {}

    /** Makes a pre-command of a signed request; the stage never fails. */
    CompletionStage<Reply> transform(Octets request);

    /** Sends a signed pre-command, in a signed request; the stage never fails. */
    CompletionStage<Reply> send(Octets request);
}
