package uk.route2b.server.link;

import uk.route2b.protocol.octets.Octets;

/** The WebSocket under a link. Safe for use by several threads; nothing here blocks. */
public interface LinkSocket {
    /**
     * Sends one binary message, after those before it.
     *
     * @return false if its queue is full; then nothing was sent
     */
    boolean send(Octets message);

    /** Whether so little waits to be sent that more should be offered. */
    boolean hasRoom();

    /** Runs {@code task}, which must not block, once there is room, on any thread; at once if there is. */
    void whenRoom(Runnable task);

    /** Begins the closing handshake; what was sent before goes first. */
    void close(int code, String reason);

    /** Where the peer is, for the log. */
    String peer();
}
