package uk.route2b.server.link.jetty;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

    /** Above these the peer is a slow one, and what can wait is not offered to it. */
    private static final int ROOM_MESSAGES = 64;

    private static final long ROOM_OCTETS = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(JettySocket.class);

    private final Session session;
    private static final long CLOSE_SECONDS = 5;

    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong octets = new AtomicLong();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    JettySocket(Session session) {
        this.session = session;
    }

    @Override
    public boolean send(Octets message) {
        if (queued.incrementAndGet() >= QUEUE_MOST) {
            queued.decrementAndGet();
            return false;
        }
        octets.addAndGet(message.size());
        session.sendBinary(ByteBuffer.wrap(message.toArray()), Callback.from(() -> sent(message.size()), failure -> {
            // The close that follows tells the link; what was not sent is stored.
            LOG.debug("a message did not go out to {}", peer(), failure);
            sent(message.size());
        }));
        return true;
    }

    private void sent(int size) {
        queued.decrementAndGet();
        octets.addAndGet(-size);
        wake();
    }

    @Override
    public boolean hasRoom() {
        return queued.get() < ROOM_MESSAGES && octets.get() < ROOM_OCTETS;
    }

    @Override
    public void whenRoom(Runnable task) {
        waiting.add(task);
        // What was sent in between has woken nobody.
        wake();
    }

    private void wake() {
        while (hasRoom()) {
            Runnable task = waiting.poll();
            if (task == null) {
                return;
            }
            task.run();
        }
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
