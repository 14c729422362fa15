package uk.route2b.server.operator.jetty;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import uk.route2b.server.link.CertificateQuarantine;

/** {@code GET /refusals}: the certificates that were refused, the last one first. */
final class RefusalsHandler implements OperatorPage {
    private final CertificateQuarantine refused;

    RefusalsHandler(CertificateQuarantine refused) {
        this.refused = refused;
    }

    @Override
    public boolean isFor(String path) {
        return path.equals("/refusals");
    }

    @Override
    public Reply handle(Request request, String path) {
        return request.getMethod().equals("GET")
                ? Reply.of(HttpStatus.OK_200, refused.page())
                : new Reply(HttpStatus.METHOD_NOT_ALLOWED_405, "");
    }
}
