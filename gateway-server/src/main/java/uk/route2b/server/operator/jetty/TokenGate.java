package uk.route2b.server.operator.jetty;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.server.link.Refusals;
import uk.route2b.server.operator.OperatorTokens;

/**
 * Lets nobody further without a token that fits what is asked for. What was shown is never logged. Where no token is
 * asked for, nothing is taken that was sent to a name other than the configured one: a page in a browser on this
 * machine may have had its own name point here, and then it could read and order as it likes (DNS rebinding).
 */
final class TokenGate extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(TokenGate.class);

    /** Of either version; no name looks like one. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?");

    private final OperatorTokens tokens;
    private final String host;
    private final Refusals refusals = new Refusals();

    /** @param host as the configuration names it */
    TokenGate(OperatorTokens tokens, String host) {
        this.tokens = tokens;
        this.host = host;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (tokens.isOpen() && !isOurs(Request.getServerName(request))) {
            return refuse(request, response, callback, HttpStatus.FORBIDDEN_403, "host");
        }
        OperatorTokens.Grant grant =
                tokens.grant(Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)));
        if (grant == OperatorTokens.Grant.NOTHING) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            return refuse(request, response, callback, HttpStatus.UNAUTHORIZED_401, "token");
        }
        boolean looks = request.getMethod().equals("GET");
        return looks || grant == OperatorTokens.Grant.ACT
                ? super.handle(request, response, callback)
                : refuse(request, response, callback, HttpStatus.FORBIDDEN_403, "token-for-reading");
    }

    private boolean isOurs(String name) {
        return name.equalsIgnoreCase("localhost")
                || name.equalsIgnoreCase(host)
                || ADDRESS.matcher(name).matches();
    }

    private boolean refuse(Request request, Response response, Callback callback, int status, String reason) {
        if (refusals.count(reason)) {
            LOG.warn("refused an operator's request from {}: {} {}", Request.getRemoteAddr(request), status, reason);
        }
        OperatorListener.Pages.write(response, callback, status, JsonOutput.text(Map.of("error", reason)));
        return true;
    }
}
