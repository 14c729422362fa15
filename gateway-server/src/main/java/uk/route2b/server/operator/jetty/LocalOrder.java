package uk.route2b.server.operator.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import uk.route2b.protocol.octets.Octets;

/**
 * What changes something is taken from this machine only, whatever the listener's address, and as JSON only: a page in
 * somebody's browser cannot send that without being asked.
 */
final class LocalOrder {
    private static final int BODY_MOST = 8 * 1024 * 1024;

    private LocalOrder() {}

    /** Why a change is not taken from whoever asks. */
    static Optional<Reply> refusal(Request request) {
        SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
        boolean here = peer instanceof InetSocketAddress address
                && address.getAddress().isLoopbackAddress();
        if (!here) {
            return Optional.of(Reply.error(HttpStatus.FORBIDDEN_403, "changes are taken from this machine only"));
        }
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        boolean json = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
        return json
                ? Optional.empty()
                : Optional.of(Reply.error(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "send it as application/json"));
    }

    /** Reads the whole order, at most 8 MiB, and answers with what {@code taker} makes of it. */
    static Reply read(Request request, Function<Octets, Reply> taker) {
        try (InputStream body = Content.Source.asInputStream(request)) {
            byte[] octets = body.readNBytes(BODY_MOST + 1);
            return octets.length > BODY_MOST
                    ? Reply.error(HttpStatus.PAYLOAD_TOO_LARGE_413, "an order has at most 8 MiB")
                    : taker.apply(Octets.of(octets));
        } catch (IOException broken) {
            return Reply.error(HttpStatus.BAD_REQUEST_400, "the order did not arrive whole");
        }
    }
}
