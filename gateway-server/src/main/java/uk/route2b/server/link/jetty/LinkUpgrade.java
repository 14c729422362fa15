package uk.route2b.server.link.jetty;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketCreator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.link.FrameAllowance;
import uk.route2b.protocol.link.LinkProtocol;
import uk.route2b.server.link.Admission;
import uk.route2b.server.link.Refusals;

/** The upgrade from HTTP to the link: subprotocol, then who is asking. A refusal tells the peer a reason code. */
final class LinkUpgrade implements WebSocketCreator {
    private static final Logger LOG = LoggerFactory.getLogger(LinkUpgrade.class);

    private final Admission admission;
    private final Refusals refusals;
    private final int messageOctets;

    LinkUpgrade(Admission admission, Refusals refusals, int messageOctets) {
        this.messageOctets = messageOctets;
        this.refusals = refusals;
        this.admission = admission;
    }

    @Override
    public @Nullable Object createWebSocket(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        if (!request.hasSubProtocol(LinkProtocol.SUBPROTOCOL)) {
            return refuse(request, response, callback, HttpStatus.BAD_REQUEST_400, "subprotocol");
        }
        Admission.Decision decision = admission.decide(peer(request), Request.getRemoteAddr(request));
        if (decision instanceof Admission.Decision.Refused refused) {
            return refuse(request, response, callback, HttpStatus.FORBIDDEN_403, refused.words());
        }
        response.setAcceptedSubProtocol(LinkProtocol.SUBPROTOCOL);
        // No extension, so no permessage-deflate: bodies are deflated where that pays, and inflated within our limits.
        response.setExtensions(List.of());
        return new JettyLink(
                admission, (Admission.Decision.Admitted) decision, new FrameAllowance(messageOctets, System::nanoTime));
    }

    private static List<X509Certificate> peer(ServerUpgradeRequest request) {
        Object data = request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
        X509Certificate @Nullable [] chain =
                data instanceof EndPoint.SslSessionData session ? session.peerCertificates() : null;
        return chain == null ? List.of() : List.of(chain);
    }

    private @Nullable Object refuse(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback, int status, String words) {
        if (refusals.count(words, Request.getRemoteAddr(request))) {
            LOG.warn("refused an upgrade from {}: {} {}", Request.getRemoteAddr(request), status, words);
        }
        response.setStatus(status);
        response.write(
                true, java.nio.ByteBuffer.wrap(Refusals.code(words).getBytes(StandardCharsets.US_ASCII)), callback);
        return null;
    }
}
