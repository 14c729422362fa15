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

    /** Number of its session: it may sign, accept and settle only while the store has no later one. */
    long epoch();

    /** When it was welcomed. */
    Instant since();

    /** What the CEM reads. */
    Capabilities reads();

    /** Puts a signed message in the queue of the socket; closes the link if the queue is full. */
    void send(Octets signed);

    /** Whether the peer reads as fast as we send. What can wait waits while it does not. */
    boolean hasRoom();

    /** Runs {@code task}, which must not block, once there is room again, on any thread. */
    void whenRoom(Runnable task);

    /**
     * Closes it.
     *
     * @param reason a reason code: all that the peer is told
     */
    void close(CloseCode code, String reason);

    /** Completes when the socket has closed, whoever closed it. */
    CompletionStage<Void> gone();
}
