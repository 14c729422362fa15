package uk.route2b.server.link.jetty;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Frame;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.FrameAllowance;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.link.Admission;
import uk.route2b.server.link.LinkConnection;

/**
 * The receiving side of a Jetty WebSocket. It demands the next frame only when the link has done with the last: a peer
 * that sends faster than we store fills its own buffers and not ours. It takes frames and not whole messages, because
 * Jetty keeps a buffer and a callback for each frame until the last has come, and counts none.
 */
public final class JettyLink implements Session.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(JettyLink.class);
    private static final int TEXT = 1;

    private final Admission admission;
    private final Admission.Decision.Admitted admitted;
    private final FrameAllowance allowance;
    private @Nullable ByteArrayOutputStream begun;
    private @Nullable Session session;
    private @Nullable LinkConnection link;

    JettyLink(Admission admission, Admission.Decision.Admitted admitted, FrameAllowance allowance) {
        this.admission = admission;
        this.admitted = admitted;
        this.allowance = allowance;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        link = admission.connect(admitted, new JettySocket(opened));
        opened.demand();
    }

    /** Jetty has checked what RFC 6455 demands of a frame and of the order of frames. */
    @Override
    public void onWebSocketFrame(Frame frame, Callback callback) {
        byte[] payload = octets(frame.getPayload());
        callback.succeed();
        switch (frame.getType()) {
            case PING -> within(allowance.control(), () -> pong(payload));
            case PONG -> within(allowance.control(), session()::demand);
            // Jetty answers it and tells of the end; nothing comes after.
            case CLOSE -> LOG.debug("a peer closes");
            default -> data(frame, payload);
        }
    }

    private static byte[] octets(@Nullable ByteBuffer payload) {
        if (payload == null) {
            return new byte[0];
        }
        byte[] octets = new byte[payload.remaining()];
        payload.get(octets);
        return octets;
    }

    private void pong(byte[] payload) {
        Runnable next = session()::demand;
        session().sendPong(ByteBuffer.wrap(payload), Callback.from(next, failure -> next.run()));
    }

    private void data(Frame frame, byte[] payload) {
        if (frame.getEffectiveOpCode() == TEXT) {
            // The peer's close frame is still to be read, but no faster than we work on what came before it.
            link().receivedText(session()::demand);
        } else {
            within(allowance.part(payload.length, frame.isFin()), () -> binary(payload, frame.isFin()));
        }
    }

    private void binary(byte[] payload, boolean last) {
        ByteArrayOutputStream whole = begun;
        if (last && whole == null) {
            link().received(Octets.of(payload), session()::demand);
            return;
        }
        begun = whole == null ? new ByteArrayOutputStream() : whole;
        begun.writeBytes(payload);
        if (last) {
            Octets message = Octets.of(begun.toByteArray());
            begun = null;
            link().received(message, session()::demand);
        } else {
            session().demand();
        }
    }

    /** Nothing more is demanded of a peer that has spent too much: the rest stays where it is until it is cut off. */
    private void within(Optional<CloseCode> refusal, Runnable next) {
        if (refusal.isEmpty()) {
            next.run();
            return;
        }
        begun = null;
        link().close(
                        refusal.get(),
                        refusal.get() == CloseCode.POLICY
                                ? FrameAllowance.FRAMES
                                : refusal.get().word());
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
