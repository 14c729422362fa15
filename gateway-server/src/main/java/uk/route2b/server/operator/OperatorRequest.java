package uk.route2b.server.operator;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import uk.route2b.server.configuration.OperatorAccess;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.ServerConfiguration.Address;

/** A request to the operator's listener of the gateway that runs by the same configuration. */
public final class OperatorRequest {
    private OperatorRequest() {}

    /** One for {@code path}, with the token that may act, or else the one that may look. */
    public static HttpRequest.Builder to(ServerConfiguration configuration, String path, Duration within) {
        Address operator = configuration.operator();
        String host = operator.host().indexOf(':') >= 0 ? "[" + operator.host() + "]" : operator.host();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + host + ":" + operator.port() + path))
                .timeout(within);
        OperatorAccess access = configuration.access();
        access.act()
                .or(access::read)
                .ifPresent(token -> request.header(
                        "Authorization", "Bearer " + token.read().text().strip()));
        return request;
    }
}
