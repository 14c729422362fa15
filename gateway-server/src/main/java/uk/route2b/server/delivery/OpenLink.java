package uk.route2b.server.delivery;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.octets.Octets;

/** A welcomed link of a CEM, as delivery sees it. Safe for use by several threads. */
public interface OpenLink {
    /** Tells this link from any other of this server. */
    long id();

    /** When it was welcomed. */
    Instant since();

    /** What the CEM reads. */
    Capabilities reads();

    /** Puts a signed message in the queue of the socket; closes the link if the queue is full. */
    void send(Octets signed);

    /**
     * Closes it.
     *
     * @param reason a reason code: all that the peer is told
     */
    void close(CloseCode code, String reason);

    /** Completes when the socket has closed, whoever closed it. */
    CompletionStage<Void> gone();
}
