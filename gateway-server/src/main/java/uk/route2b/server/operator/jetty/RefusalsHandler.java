package uk.route2b.server.operator.jetty;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.server.link.CertificateQuarantine;

/** {@code GET /refusals}: the certificates that were refused, the last one first. */
final class RefusalsHandler extends Handler.Wrapper {
    private final CertificateQuarantine refused;

    RefusalsHandler(CertificateQuarantine refused) {
        this.refused = refused;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean asked = request.getMethod().equals("GET")
                && Request.getPathInContext(request).equals("/refusals");
        if (!asked) {
            return super.handle(request, response, callback);
        }
        OperatorListener.Pages.write(response, callback, HttpStatus.OK_200, JsonOutput.text(refused.page()));
        return true;
    }
}
