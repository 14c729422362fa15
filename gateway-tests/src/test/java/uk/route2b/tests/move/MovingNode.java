package uk.route2b.tests.move;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.server.GatewayServer;
import uk.route2b.server.Surroundings;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;

/** One gateway node whose files an operator changes between two starts; it keeps its port. */
final class MovingNode implements AutoCloseable {
    private final Path folder;
    private final String name;
    private final int port;
    private final Settings settings;
    private volatile @Nullable GatewayServer server;

    /**
     * What stays the same at every start.
     *
     * @param store the database that all nodes share
     * @param first the link configuration that CEMs get unless a move brings another
     * @param authority certifies keys of CEMs that enrol
     */
    record Settings(String store, String vtn, LinkConfiguration first, IssuedIdentity authority) {}

    MovingNode(Path folder, String name, int port, Settings settings) {
        this.folder = folder;
        this.name = name;
        this.port = port;
        this.settings = settings;
    }

    /** Where CEMs dial it. */
    static URI endpoint(int port) {
        return URI.create("wss://localhost:" + port + "/route2b");
    }

    /** Stops it, if it runs, and starts it with these keys: what an operator does after exchanging files. */
    void restart(IssuedIdentity tls, List<IssuedIdentity> signers) {
        close();
        try {
            write("tls", tls);
            write("authority", settings.authority());
            for (int i = 0; i < signers.size(); i++) {
                write("signer-" + i, signers.get(i));
            }
            Files.writeString(folder.resolve(name + ".yaml"), text(signers.size()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server = GatewayServer.start(
                ConfigurationReader.read(folder.resolve(name + ".yaml"), new Environment(Map.of())),
                Surroundings.ofProcess());
    }

    private void write(String file, IssuedIdentity identity) throws IOException {
        Files.writeString(folder.resolve(name + "-" + file + ".pem"), Pem.text(identity.chain()));
        Files.writeString(folder.resolve(name + "-" + file + ".key"), KeyFiles.keyText(identity));
    }

    private String text(int signers) {
        return """
                trust: trust.pem
                store: {postgresql: {url: "%s", user: postgres, password: "file:password", pool: 4}, node: %s}
                delivery: {reconcileSeconds: 1}
                link: {drainSeconds: 0, finishSeconds: 5}
                push: {host: 127.0.0.1, port: 0, answerSeconds: 8}
                operator: {host: 127.0.0.1, port: 0}
                vtns:
                  - {name: vtn, url: "%s"}
                dsrsps:
                  - entity: 90-B3-D5-1F-30-01-00-08
                    supplierAccount: supplier
                    signers:
                %s
                    link:
                      host: 127.0.0.1
                      port: %s
                      tls: {certificate: %s-tls.pem, key: "file:%s-tls.key"}
                      authority: {certificate: %s-authority.pem, key: "file:%s-authority.key"}
                      configuration:
                        version: %s
                        endpoints: ["%s"]
                        pingSeconds: 5
                        retryFirstSeconds: 1
                        retryMaxSeconds: 1
                    cems:
                      - entity: 00-DB-12-34-56-78-90-C1
                        state: active
                        messageCertificates: [cem-1.pem]
                        vens:
                          - {id: VEN_1, vtn: vtn, pushToken: "file:push"}
                """.formatted(
                        settings.store(),
                        name,
                        settings.vtn(),
                        signerLines(signers),
                        port,
                        name,
                        name,
                        name,
                        name,
                        settings.first().version(),
                        settings.first().endpoints().get(0));
    }

    private String signerLines(int signers) {
        return java.util.stream.IntStream.range(0, signers)
                .mapToObj(i -> "      - {certificate: %s-signer-%s.pem, key: \"file:%s-signer-%s.key\"}"
                        .formatted(name, i, name, i))
                .collect(Collectors.joining("\n"));
    }

    /** Where a VTN pushes; nothing while it does not run. */
    @Nullable
    URI push() {
        GatewayServer running = server;
        return running == null ? null : running.push();
    }

    URI operator() {
        GatewayServer running = server;
        if (running == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return running.operator();
    }

    @Override
    public void close() {
        GatewayServer running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }
}
