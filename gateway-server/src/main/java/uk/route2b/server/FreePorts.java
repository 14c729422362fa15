package uk.route2b.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.ServerConfiguration.Address;
import uk.route2b.server.register.RegisterFinding;

/** Whether a gateway could listen where its configuration says. */
final class FreePorts {
    private FreePorts() {}

    /** What is taken; nothing while no gateway runs and nobody else is there. */
    static List<RegisterFinding> check(ServerConfiguration configuration) {
        List<RegisterFinding> findings = new ArrayList<>();
        configuration
                .dsrsps()
                .forEach(dsrsp -> taken("link", dsrsp.listener(), dsrsp.line()).ifPresent(findings::add));
        taken("push", configuration.push().address(), 0).ifPresent(findings::add);
        taken("operator", configuration.operator(), 0).ifPresent(findings::add);
        configuration
                .tunnel()
                .flatMap(tunnel -> taken("listener of the DCC", tunnel.dcc().listener(), 0))
                .ifPresent(findings::add);
        return findings;
    }

    private static Optional<RegisterFinding> taken(String what, Address address, int line) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address.host(), address.port()));
            return Optional.empty();
        } catch (IOException taken) {
            return Optional.of(new RegisterFinding(
                    line,
                    what + " " + address,
                    "nothing can listen there: " + taken.getMessage(),
                    "stop what uses it, or choose another port"));
        }
    }
}
