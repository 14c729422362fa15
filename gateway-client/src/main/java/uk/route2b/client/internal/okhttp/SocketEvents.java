package uk.route2b.client.internal.okhttp;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.internal.session.DialFailure;
import uk.route2b.client.internal.session.LinkTransport;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.LinkProtocol;
import uk.route2b.protocol.octets.Octets;

/** Translates what OkHttp tells, and finds out what a failure means. */
final class SocketEvents extends WebSocketListener {
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;

    /** Octets that may wait for the engine; what is larger waits alone. The socket's window does the rest. */
    private static final int UNREAD_MOST = 256 * 1024;

    private final LinkTransport.Events events;
    private final GatewayTrust trust;
    private final SessionIdentity identity;
    private final Semaphore room = new Semaphore(UNREAD_MOST);
    private volatile boolean open;

    SocketEvents(LinkTransport.Events events, GatewayTrust trust, SessionIdentity identity) {
        this.events = events;
        this.trust = trust;
        this.identity = identity;
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
        boolean ours = LinkProtocol.SUBPROTOCOL.equals(response.header("Sec-WebSocket-Protocol"));
        if (!ours || identity.binding().isEmpty()) {
            socket.cancel();
            events.failed(new DialFailure(
                    DialFailure.Kind.NETWORK, "subprotocol", "the server does not speak " + LinkProtocol.SUBPROTOCOL));
            return;
        }
        open = true;
        events.opened(identity.binding().get());
    }

    @Override
    public void onMessage(WebSocket socket, ByteString message) {
        int octets = Math.min(message.size(), UNREAD_MOST);
        try {
            room.acquire(octets);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return;
        }
        events.received(Octets.of(message.toByteArray()), () -> room.release(octets));
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        events.receivedText();
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
        socket.close(CloseCode.NORMAL.number(), null);
        events.closed(code, reason);
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
        events.failed(classify(failure, response));
    }

    private DialFailure classify(Throwable failure, @Nullable Response response) {
        String detail = String.valueOf(failure.getMessage());
        if (trust.refusal().isPresent()) {
            return new DialFailure(
                    DialFailure.Kind.GATEWAY_NOT_TRUSTED,
                    "gateway-" + trust.refusal().get().code(),
                    trust.refusal().get().meaning());
        }
        if (failure instanceof SSLPeerUnverifiedException) {
            return new DialFailure(
                    DialFailure.Kind.GATEWAY_NOT_TRUSTED,
                    "gateway-unverified",
                    "the TLS session does not hold both certificates; a gateway asks for ours");
        }
        if (open) {
            return new DialFailure(DialFailure.Kind.NETWORK, "lost", detail);
        }
        if (response != null) {
            return upgradeRefused(response.code());
        }
        return trust.accepted() ? afterHandshake(failure, detail) : beforeHandshake(failure, detail);
    }

    private static DialFailure upgradeRefused(int status) {
        boolean identityRefused = status == UNAUTHORISED || status == FORBIDDEN;
        return new DialFailure(
                identityRefused ? DialFailure.Kind.REFUSED_BY_GATEWAY : DialFailure.Kind.NETWORK,
                identityRefused ? "identity-refused" : "upgrade-" + status,
                "the gateway answered the upgrade with " + status);
    }

    /** With TLS 1.3 our part of the handshake is done before the server has looked at our certificate. */
    private static DialFailure afterHandshake(Throwable failure, String detail) {
        return isAlert(failure)
                ? new DialFailure(DialFailure.Kind.REFUSED_BY_GATEWAY, "identity-refused", detail)
                : new DialFailure(DialFailure.Kind.CUT_AFTER_HANDSHAKE, "cut-after-handshake", detail);
    }

    private static DialFailure beforeHandshake(Throwable failure, String detail) {
        boolean tls = failure instanceof SSLException;
        return failure instanceof IOException
                ? new DialFailure(
                        DialFailure.Kind.NETWORK,
                        tls ? "tls" : "network",
                        failure.getClass().getSimpleName() + " " + detail)
                : new DialFailure(DialFailure.Kind.NETWORK, "failed", failure.toString());
    }

    private static boolean isAlert(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException
                    && String.valueOf(cause.getMessage()).contains("alert")) {
                return true;
            }
        }
        return false;
    }
}
