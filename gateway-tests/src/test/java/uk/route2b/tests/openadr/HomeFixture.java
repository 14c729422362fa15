package uk.route2b.tests.openadr;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import uk.route2b.cem.Cem;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.GatewayServer;
import uk.route2b.server.Surroundings;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.tests.gateway.ClientFixture;
import uk.route2b.tests.gateway.GatewayFixture;

/** A gateway towards a VTN with settings, and the program of a CEM behind it, as its VEN sees both. */
final class HomeFixture implements AutoCloseable {
    private static final Duration MOST = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final GatewayFixture files;
    private final GatewayServer server;
    private final Cem cem;

    private HomeFixture(GatewayFixture files, GatewayServer server, Cem cem) {
        this.files = files;
        this.server = server;
        this.cem = cem;
    }

    /**
     * Starts both, and waits for the link.
     *
     * @param settings of the VTN besides its name and URL, as in {@code profile: epri}
     * @param vens the VENs at the CEM, as in {@code {id: VEN_1}}
     * @param more further venIDs of the CEM in the register
     */
    static HomeFixture start(Path folder, int vtnPort, String settings, String vens, List<String> more)
            throws IOException {
        String url = "http://127.0.0.1:" + vtnPort;
        GatewayFixture files = GatewayFixture.start(folder, Map.of("vtn", url, "vens", more));
        files.stop();
        Path config = folder.resolve("server.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(
                                "{name: vtn, url: \"" + url + "\"}",
                                "{name: vtn, url: \"" + url + "\", connectSeconds: 2, " + settings + "}"));
        GatewayServer server = GatewayServer.start(
                ConfigurationReader.read(config, new Environment(Map.of())), Surroundings.ofProcess());
        Cem cem = Cem.start(configuration(files, server, vens));
        Awaitility.await().atMost(MOST).until(() -> cem.client().status().isOpen());
        return new HomeFixture(files, server, cem);
    }

    private static CemConfiguration configuration(GatewayFixture files, GatewayServer server, String vens)
            throws IOException {
        Path folder = files.folder();
        Files.writeString(
                folder.resolve("link.json"),
                LinkConfigurationJson.write(ClientFixture.configuration(
                                files, server.linkEndpoints().get(0)))
                        .text());
        Path file = folder.resolve("cem.yaml");
        Files.writeString(file, """
                commissioning:
                  cem: %s
                  dsrsp: %s
                  dsrspCertificates: [dsrsp-message.pem]
                  anchors: trust.pem
                identity: {certificate: cem-1.pem, key: "file:cem-1.key"}
                state: state
                openadr: {port: 0, vens: [%s]}
                linkConfiguration: link.json
                """.formatted(GatewayFixture.CEM_1, GatewayFixture.DSRSP, vens));
        return CemConfiguration.read(file, Map.of());
    }

    /** What the VEN gets for what it posts. */
    HttpResponse<byte[]> post(String service, Octets body, String... headers) throws Exception {
        return postTo("", service, body, headers);
    }

    /** The same for a VEN with a prefix. */
    HttpResponse<byte[]> postTo(String prefix, String service, Octets body, String... headers) throws Exception {
        URI url = URI.create(cem.endpoint().url() + prefix + "/OpenADR2/Simple/2.0b/" + service);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** What the VTN gets for what it pushes to VEN_1, again as long as the gateway has just woken up. */
    HttpResponse<byte[]> push(String path, Octets body) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> pushOnce(path, body), told -> !isWaking(told));
    }

    private static boolean isWaking(HttpResponse<byte[]> told) {
        return told.statusCode() == 503 && Octets.of(told.body()).text().equals("waking\n");
    }

    private HttpResponse<byte[]> pushOnce(String path, Octets body) throws Exception {
        URI url = URI.create(server.push() + files.push("VEN_1").getPath() + path);
        return HTTP.send(
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/xml")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The operator's status page, without white space. */
    String status() throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(server.operator() + "/status"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body()
                .replaceAll("\\s", "");
    }

    /** Payloads that wait for a poll of VEN_1. */
    int waiting() {
        return cem.endpoint().waiting();
    }

    @Override
    public void close() {
        cem.close();
        server.close();
        files.close();
    }
}
