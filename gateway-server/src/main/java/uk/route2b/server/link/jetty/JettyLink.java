package uk.route2b.server.link.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.link.Admission;
import uk.route2b.server.link.LinkConnection;

/**
 * The receiving side of a Jetty WebSocket. It demands the next message only when the link has done with the last: a
 * peer that sends faster than we store fills its own buffers and not ours.
 */
public final class JettyLink implements Session.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(JettyLink.class);

    private final Admission admission;
    private final Admission.Decision.Admitted admitted;
    private @Nullable Session session;
    private @Nullable LinkConnection link;

    JettyLink(Admission admission, Admission.Decision.Admitted admitted) {
        this.admission = admission;
        this.admitted = admitted;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        link = admission.connect(admitted, new JettySocket(opened));
        opened.demand();
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        byte[] octets = new byte[payload.remaining()];
        payload.get(octets);
        callback.succeed();
        link().received(Octets.of(octets), session()::demand);
    }

    @Override
    public void onWebSocketText(String text) {
        // The peer's close frame is still to be read, but no faster than we work on what came before it.
        link().receivedText(session()::demand);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("a link failed: {}", cause.toString());
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        callback.succeed();
        LinkConnection closed = link;
        if (closed != null) {
            closed.closed(code, reason);
        }
    }

    private Session session() {
        Session opened = session;
        if (opened == null) {
            throw new IllegalStateException("nothing arrives before the socket is open");
        }
        return opened;
    }

    private LinkConnection link() {
        LinkConnection opened = link;
        if (opened == null) {
            throw new IllegalStateException("nothing arrives before the socket is open");
        }
        return opened;
    }
}
