package uk.route2b.server.link.jetty;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.link.LinkSocket;

/** The sending side of a Jetty WebSocket: a bounded queue, and nothing that blocks. */
final class JettySocket implements LinkSocket {
    /** The window of messages both ways, repeats of both, and some room for control. */
    static final int QUEUE_MOST = 272;

    private static final Logger LOG = LoggerFactory.getLogger(JettySocket.class);

    private final Session session;
    private static final long CLOSE_SECONDS = 5;

    private final AtomicInteger queued = new AtomicInteger();

    JettySocket(Session session) {
        this.session = session;
    }

    @Override
    public boolean send(Octets message) {
        if (queued.incrementAndGet() >= QUEUE_MOST) {
            queued.decrementAndGet();
            return false;
        }
        session.sendBinary(ByteBuffer.wrap(message.toArray()), Callback.from(queued::decrementAndGet, failure -> {
            queued.decrementAndGet();
            // The close that follows tells the link; what was not sent is stored.
            LOG.debug("a message did not go out to {}", peer(), failure);
        }));
        return true;
    }

    @Override
    public void close(int code, String reason) {
        session.close(code, reason, Callback.from(() -> {}, failure -> session.disconnect()));
        // A peer that never answers the close, or goes on sending, must not keep the connection.
        CompletableFuture.delayedExecutor(CLOSE_SECONDS, TimeUnit.SECONDS).execute(session::disconnect);
    }

    @Override
    public String peer() {
        return String.valueOf(session.getRemoteSocketAddress());
    }
}
