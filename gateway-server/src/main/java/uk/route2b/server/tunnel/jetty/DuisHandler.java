package uk.route2b.server.tunnel.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import uk.route2b.protocol.duis.DuisLimits;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.tunnel.duis.DuisReceiver;

/** Takes one post: 204 if the DCC has signed it, 400 if not. It blocks for as long as signatures take to verify. */
final class DuisHandler extends Handler.Abstract {
    private static final int BODY_MOST = DuisLimits.DEFAULT.octets();
    private static final String TEXT = "text/plain;charset=UTF-8";

    private final String path;
    private final DuisReceiver receiver;

    DuisHandler(String path, DuisReceiver receiver) {
        this.path = path;
        this.receiver = receiver;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals(path)) {
            refuse(response, callback, HttpStatus.NOT_FOUND_404, "there is nothing at this path");
        } else if (!request.getMethod().equals("POST")) {
            refuse(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "the DCC posts");
        } else if (request.getLength() > BODY_MOST) {
            tooLong(response, callback);
        } else {
            read(request, response, callback);
        }
        return true;
    }

    private void read(Request request, Response response, Callback callback) {
        Content.Source.asByteArrayAsync(request, BODY_MOST, new Promise.Invocable<>() {
            @Override
            public void succeeded(byte[] body) {
                take(Octets.of(body), response, callback);
            }

            @Override
            public void failed(Throwable failure) {
                if (failure instanceof IllegalStateException) {
                    tooLong(response, callback);
                } else {
                    refuse(response, callback, HttpStatus.BAD_REQUEST_400, "the body was cut short");
                }
            }

            @Override
            public InvocationType getInvocationType() {
                return InvocationType.BLOCKING;
            }
        });
    }

    /** What is wrong is for our operator; whoever posts is told no more than that it is. */
    private void take(Octets body, Response response, Callback callback) {
        if (receiver.take(body)) {
            response.setStatus(HttpStatus.NO_CONTENT_204);
            response.write(true, ByteBuffer.allocate(0), callback);
        } else {
            refuse(response, callback, HttpStatus.BAD_REQUEST_400, "not a response that the DCC has signed");
        }
    }

    private static void tooLong(Response response, Callback callback) {
        refuse(
                response,
                callback,
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "a response of the DCC has at most " + BODY_MOST + " octets");
    }

    private static void refuse(Response response, Callback callback, int status, String reason) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TEXT);
        response.write(true, ByteBuffer.wrap(Octets.ofText(reason + "\n").toArray()), callback);
    }
}
