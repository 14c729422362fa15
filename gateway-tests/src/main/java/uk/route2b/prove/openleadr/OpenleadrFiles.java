package uk.route2b.prove.openleadr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.prove.world.Identities;

/**
 * Files and ports of one world: two configuration files as an operator and an installer write them.
 *
 * @param vtn where openleadr's VTN listens
 * @param link where the CEM finds the gateway
 * @param endpoint where openleadr's VEN finds its CEM
 */
record OpenleadrFiles(Path folder, int vtn, int link, int endpoint, int operator) {
    static final String VEN = "VEN_1";
    private static final String TOKEN = "0123456789abcdef0123456789abcde1";
    private static final LinkTimers TIMERS = new LinkTimers(5, 1, 1, 3_600);
    private static final List<String> PROGRAMS = List.of("lines.py", "vtn.py", "ven.py");

    /** Writes them all; ports are free ones. */
    static OpenleadrFiles write(Path folder, Identities identities, long nowMillis) throws IOException {
        OpenleadrFiles files = new OpenleadrFiles(folder, free(), free(), free(), free());
        Files.createDirectories(folder.resolve("state"));
        for (String program : PROGRAMS) {
            try (InputStream source = OpenleadrFiles.class.getResourceAsStream("/openleadr/" + program)) {
                Files.copy(
                        Objects.requireNonNull(source), folder.resolve(program), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(folder.resolve("push-token"), TOKEN);
        Files.writeString(folder.resolve("gateway.yaml"), files.gateway(identities));
        Files.writeString(folder.resolve("cem.yaml"), files.cem(identities));
        Files.write(
                folder.resolve("link.json"),
                LinkConfigurationJson.write(files.configuration(identities, nowMillis))
                        .toArray());
        return files;
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private LinkConfiguration configuration(Identities identities, long nowMillis) {
        return new LinkConfiguration(
                1,
                List.of(URI.create("wss://localhost:" + link + "/route2b")),
                List.of(KeyIdentifier.of(identities.tls().certificate().getPublicKey())),
                KeyIdentifier.of(identities.tls().chain().get(1).getPublicKey()),
                nowMillis,
                CemCertificate.SMKI,
                Optional.empty(),
                Optional.empty(),
                TIMERS);
    }

    private String gateway(Identities identities) {
        String at = identities.folder().toAbsolutePath().toString();
        return """
                trust: "IDS/trust.pem"
                store: {sqlite: state/server.db}
                link: {drainSeconds: 0, finishSeconds: 1}
                push: {host: 127.0.0.1, port: 0}
                operator: {host: 127.0.0.1, port: %s}
                vtns:
                  - {name: openleadr, profile: openleadr, url: "http://127.0.0.1:%s"}
                dsrsps:
                  - entity: %s
                    supplierAccount: supplier
                    signers:
                      - {certificate: "IDS/dsrsp-message.pem", key: "file:IDS/dsrsp-message.key"}
                    link:
                      host: 127.0.0.1
                      port: %s
                      tls: {certificate: "IDS/dsrsp-tls.pem", key: "file:IDS/dsrsp-tls.key"}
                      configuration: {version: 1, endpoints: ["wss://localhost:%s/route2b"], pingSeconds: 5, retryFirstSeconds: 1, retryMaxSeconds: 1, fallbackAfterSeconds: 3600}
                    cems:
                      - entity: %s
                        state: active
                        messageCertificates: ["IDS/cem-1.pem"]
                        vens:
                          - {id: %s, vtn: openleadr, pushToken: "file:push-token"}
                """.formatted(operator, vtn, Identities.DSRSP, link, link, OpenleadrWorld.CEM, VEN)
                .replace("IDS", at);
    }

    private String cem(Identities identities) {
        String at = identities.folder().toAbsolutePath().toString();
        return """
                commissioning:
                  cem: %s
                  dsrsp: %s
                  dsrspCertificates: ["IDS/dsrsp-message.pem"]
                  anchors: "IDS/trust.pem"
                identity: {certificate: "IDS/cem-1.pem", key: "file:IDS/cem-1.key"}
                state: state/cem
                openadr:
                  port: %s
                  vens:
                    - {id: %s}
                linkConfiguration: link.json
                """.formatted(OpenleadrWorld.CEM, Identities.DSRSP, endpoint, VEN)
                .replace("IDS", at);
    }
}
