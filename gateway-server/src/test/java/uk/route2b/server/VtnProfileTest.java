package uk.route2b.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.ServerConfiguration.VtnEntry;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.okhttp.TestCem;

/** What each profile does with what its VTN has for a VEN, in a whole gateway. */
class VtnProfileTest {
    private static final String PROFILE = """
            trust: trust.pem
            store: {sqlite: server.db}
            vtns:
              - {name: th_vtn, url: "http://127.0.0.1:%s", profile: %s}
            dsrsps:
              - entity: 90-B3-D5-1F-30-01-00-08
                signers: [{certificate: m.pem, key: "file:m.key"}]
                link:
                  tls: {certificate: t.pem, key: "file:t.key"}
                  configuration: {endpoints: "wss://localhost:8443/route2b"}
            """;

    @TempDir
    private Path folder;

    private final WireMockServer vtn =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    /** A whole gateway with one VTN. */
    private record Running(GatewayServer server, DemoFiles files, CemPen pen) implements AutoCloseable {
        TestCem dial() {
            return TestCem.dial(files, server.linkPort(DemoFiles.DSRSP), pen);
        }

        CompletableFuture<HttpResponse<String>> push(String path, String body) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(server.push() + "/push/" + DemoFiles.TOKEN_1 + path))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
        }

        String get(String path) throws Exception {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(server.operator() + path)).build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private Running start(String profile) throws IOException {
        DemoFiles files = new DemoFiles(folder, Instant.now());
        ServerConfiguration sample = files.withoutTunnel("" + vtn.port());
        Path file = Files.writeString(folder.resolve("profile.yaml"), PROFILE.formatted(vtn.port(), profile));
        VtnEntry entry =
                ConfigurationReader.read(file, new Environment(Map.of())).vtns().get(0);
        GatewayServer server = GatewayServer.start(
                new ServerConfiguration(
                        sample.trust(),
                        sample.store(),
                        sample.link(),
                        sample.delivery(),
                        sample.push(),
                        sample.operator(),
                        sample.tunnel(),
                        sample.log(),
                        java.util.List.of(entry),
                        sample.dsrsps()),
                Surroundings.ofProcess());
        return new Running(server, files, new CemPen(files.cem1(), DemoFiles.CEM_1, System.currentTimeMillis()));
    }

    @BeforeEach
    void startVtn() {
        vtn.start();
    }

    @AfterEach
    void stopVtn() {
        vtn.stop();
    }

    private static String event(boolean wrapped) {
        return OpenAdrXml.document("oadrDistributeEvent", "<pyld:requestID>r-1</pyld:requestID>", wrapped);
    }

    private static PayloadHead head(String body) throws Exception {
        return PayloadReader.DEFAULT.read(Octets.ofText(body));
    }

    @Test
    void avobPushesOnceAndBareAndIsToldAtOnce() throws Exception {
        // it wants a secret for each VEN, which the sample has not
        try (Running gateway = start("avob, identity: none")) {
            HttpResponse<String> told =
                    gateway.push("/OpenADR2/Simple/2.0b/EiEvent", event(false)).get();
            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(head(told.body()).wrapped()).isFalse();
            try (TestCem cem = gateway.dial()) {
                cem.greet(1);
                SignedMessage message = cem.next();

                assertThat(head(CemPen.exchangeIn(message).body().text()).wrapped())
                        .isTrue();
            }
        }
    }

    @Test
    void aitsPushModeGetsAnEmpty200OnceTheCemHasIt() throws Exception {
        try (Running gateway = start("openleadr-push");
                TestCem cem = gateway.dial()) {
            cem.greet(1);
            CompletableFuture<HttpResponse<String>> told = gateway.push("/EiEvent", event(true));
            SignedMessage message = cem.next();
            assertThat(told).isNotDone();
            cem.send(gateway.pen().receipt(message, ReceiptStatus.STORED, ""));

            assertThat(told.get().statusCode()).isEqualTo(200);
            assertThat(told.get().body()).isEmpty();
        }
    }

    @Test
    void openleadrIsPolledAndWhatItHasReachesTheCem() throws Exception {
        vtn.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withBody(OpenAdrXml.document("oadrResponse", OpenAdrXml.response(200, "OK", ""), true))));
        vtn.stubFor(post(urlEqualTo("/OpenADR2/Simple/2.0b/EiEvent"))
                .withRequestBody(containing("VEN_1"))
                .willReturn(aResponse().withBody(event(true))));
        try (Running gateway = start("openleadr");
                TestCem cem = gateway.dial()) {
            cem.greet(1);
            SignedMessage message = cem.next();

            assertThat(CemPen.exchangeIn(message).body().text()).isEqualTo(event(true));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> gateway.get("/status")
                            .replaceAll("\\s", "")
                            .contains("\"ven\":\"VEN_1\",\"state\":\"polling\""));
        }
        vtn.verify(
                1,
                postRequestedFor(anyUrl())
                        .withRequestBody(containing("oadrRequestEvent"))
                        .withRequestBody(containing("VEN_1")));
    }
}
