package uk.route2b.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.link.LinkProtocol;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.lifecycle.Lifecycle;
import uk.route2b.server.link.jetty.LinkListener;

/**
 * A running gateway, for the program around it and for tests that embed it. It changes no global setting of the JVM.
 *
 * <p>{@link #close} asks the CEMs to come back later, waits for what is under way, and stops all parts in reverse
 * order.
 */
public final class GatewayServer implements AutoCloseable {
    private final Lifecycle lifecycle;
    private final Map<EntityIdentifier, LinkListener> links;
    private final int pushPort;
    private final int operatorPort;
    private final Optional<Integer> dccPort;
    private final ServerConfiguration configuration;

    GatewayServer(
            Lifecycle lifecycle,
            Map<EntityIdentifier, LinkListener> links,
            int pushPort,
            int operatorPort,
            Optional<Integer> dccPort,
            ServerConfiguration configuration) {
        this.lifecycle = lifecycle;
        this.links = new LinkedHashMap<>(links);
        this.pushPort = pushPort;
        this.operatorPort = operatorPort;
        this.dccPort = dccPort;
        this.configuration = configuration;
    }

    /**
     * Starts a gateway; when this returns it listens on every port.
     *
     * @param configuration ports of 0 become any that is free
     * @param surroundings clock and chance
     * @throws uk.route2b.commandline.CommandFailure if the configuration does not hold, or a port or file fails; then
     *     nothing runs
     */
    public static GatewayServer start(ServerConfiguration configuration, Surroundings surroundings) {
        return new ServerAssembly(configuration, surroundings).start();
    }

    /** The port of a DSRSP's link. */
    public int linkPort(EntityIdentifier dsrsp) {
        LinkListener listener = links.get(dsrsp);
        if (listener == null) {
            throw new IllegalArgumentException("this gateway does not serve DSRSP " + dsrsp);
        }
        return listener.port();
    }

    /** Where CEMs of the first DSRSP on this machine find it. */
    public List<URI> linkEndpoints() {
        List<URI> endpoints = new ArrayList<>();
        links.values()
                .forEach(listener ->
                        endpoints.add(URI.create("wss://localhost:" + listener.port() + LinkProtocol.PATH)));
        return endpoints;
    }

    /** Where VTNs on this machine push, without the path. */
    public URI push() {
        return http(configuration.push().address().host(), pushPort);
    }

    /** Where health and status are. */
    public URI operator() {
        return http(configuration.operator().host(), operatorPort);
    }

    /** Where the DCC posts responses and alerts; empty without route 2a. */
    public Optional<URI> dccReceiver() {
        return dccPort.flatMap(port -> configuration
                .tunnel()
                .map(ServerConfiguration.Tunnel::dcc)
                .map(dcc -> http(dcc.listener().host(), port).resolve(dcc.path())));
    }

    /** One line for a person: what listens where. */
    public String readyLine() {
        String link =
                String.join(", ", linkEndpoints().stream().map(URI::toString).toList());
        return "route2b server ready: link " + link + posts() + ", push " + push() + ", operator " + operator();
    }

    private String posts() {
        return dccReceiver().map(receiver -> ", DCC posts to " + receiver).orElse("");
    }

    private static URI http(String host, int port) {
        return URI.create("http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port);
    }

    @Override
    public void close() {
        lifecycle.close();
    }
}
