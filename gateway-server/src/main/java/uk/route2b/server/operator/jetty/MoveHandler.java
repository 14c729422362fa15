package uk.route2b.server.operator.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.operator.MovePages;

/**
 * {@code GET /moves}, {@code GET /moves/N}, {@code POST /moves} and {@code POST /moves/N/stop}.
 *
 * <p>What changes something is taken from this machine only, whatever the listener's address, and as JSON only: a page
 * in somebody's browser cannot send that without being asked.
 */
final class MoveHandler {
    private static final int BODY_MOST = 8 * 1024 * 1024;
    private static final Pattern PATH = Pattern.compile("/moves(?:/([0-9]{1,18})(/stop)?)?");

    private final MovePages moves;

    MoveHandler(MovePages moves) {
        this.moves = moves;
    }

    /** A status and a body. */
    record Reply(int status, String json) {
        static Reply of(int status, Object value) {
            return new Reply(status, JsonOutput.text(value));
        }

        static Reply error(int status, String why) {
            return of(status, Map.of("error", why));
        }
    }

    static boolean isFor(String path) {
        return PATH.matcher(path).matches();
    }

    Reply handle(Request request, String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw new IllegalStateException("asked only for paths of moves");
        }
        Optional<Long> number = Optional.ofNullable(parts.group(1)).map(Long::valueOf);
        boolean stop = parts.group(2) != null;
        if (request.getMethod().equals("GET") && !stop) {
            return number.isEmpty() ? Reply.of(HttpStatus.OK_200, moves.all()) : one(request, number.get());
        }
        boolean changes = request.getMethod().equals("POST") && stop == number.isPresent();
        if (!changes) {
            return new Reply(HttpStatus.METHOD_NOT_ALLOWED_405, "");
        }
        Optional<Reply> refusal = refusal(request);
        return refusal.isPresent() ? refusal.get() : number.map(this::stop).orElseGet(() -> order(request));
    }

    private Reply one(Request request, long number) {
        String after = Request.extractQueryParameters(request).getValue("after");
        try {
            return moves.one(number, Optional.ofNullable(after).map(EntityIdentifier::parse))
                    .map(found -> Reply.of(HttpStatus.OK_200, found))
                    .orElseGet(MoveHandler::absent);
        } catch (IllegalArgumentException unreadable) {
            return Reply.error(HttpStatus.BAD_REQUEST_400, "after is the entity identifier of a CEM");
        }
    }

    private static Reply absent() {
        return Reply.error(HttpStatus.NOT_FOUND_404, "there is no move with this number");
    }

    /** Why a change is not taken from whoever asks. */
    static Optional<Reply> refusal(Request request) {
        SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
        boolean here = peer instanceof InetSocketAddress address
                && address.getAddress().isLoopbackAddress();
        if (!here) {
            return Optional.of(Reply.error(HttpStatus.FORBIDDEN_403, "changes are taken from this machine only"));
        }
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        boolean json = type != null && type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json");
        return json
                ? Optional.empty()
                : Optional.of(Reply.error(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "send it as application/json"));
    }

    private Reply stop(long number) {
        return moves.stop(number)
                .map(report -> Reply.of(HttpStatus.OK_200, report))
                .orElseGet(MoveHandler::absent);
    }

    private Reply order(Request request) {
        try (InputStream body = Content.Source.asInputStream(request)) {
            byte[] octets = body.readNBytes(BODY_MOST + 1);
            if (octets.length > BODY_MOST) {
                return Reply.error(HttpStatus.PAYLOAD_TOO_LARGE_413, "an order has at most 8 MiB");
            }
            MovePages.Ordered ordered = moves.order(Octets.of(octets));
            return ordered.move().isPresent()
                    ? Reply.of(HttpStatus.CREATED_201, ordered.move().get())
                    : Reply.of(HttpStatus.UNPROCESSABLE_ENTITY_422, Map.of("error", reasons(ordered.reasons())));
        } catch (IOException broken) {
            return Reply.error(HttpStatus.BAD_REQUEST_400, "the order did not arrive whole");
        }
    }

    private static String reasons(List<String> reasons) {
        return String.join("; ", reasons);
    }
}
