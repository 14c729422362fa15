package uk.route2b.server.operator.jetty;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.operator.RecoveryPages;

/** {@code POST /recovery}: messages that the offline recovery key has signed. */
final class RecoveryHandler implements OperatorPage {
    private final RecoveryPages recovery;

    RecoveryHandler(RecoveryPages recovery) {
        this.recovery = recovery;
    }

    @Override
    public boolean isFor(String path) {
        return path.equals("/recovery");
    }

    @Override
    public Reply handle(Request request, String path) {
        if (!request.getMethod().equals("POST")) {
            return new Reply(HttpStatus.METHOD_NOT_ALLOWED_405, "");
        }
        return LocalOrder.refusal(request).orElseGet(() -> LocalOrder.read(request, this::order));
    }

    private Reply order(Octets body) {
        RecoveryPages.Ordered ordered = recovery.order(body);
        return ordered.error().isEmpty()
                ? Reply.of(HttpStatus.OK_200, ordered)
                : Reply.error(HttpStatus.UNPROCESSABLE_ENTITY_422, ordered.error());
    }
}
