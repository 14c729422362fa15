package uk.route2b.server.link.jetty;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import uk.route2b.protocol.link.LinkProtocol;

/** Answers what is no upgrade of the link: 426 on its path, 404 on any other. */
final class NothingElse extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (LinkProtocol.PATH.equals(Request.getPathInContext(request))) {
            response.setStatus(HttpStatus.UPGRADE_REQUIRED_426);
            response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
        } else {
            response.setStatus(HttpStatus.NOT_FOUND_404);
        }
        callback.succeeded();
        return true;
    }
}
