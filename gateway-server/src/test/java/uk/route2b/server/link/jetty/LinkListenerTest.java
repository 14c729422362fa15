package uk.route2b.server.link.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.GatewayServer;
import uk.route2b.server.Surroundings;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.ServerConfiguration.LinkLimits;
import uk.route2b.server.configuration.StoreEntry;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.okhttp.TestCem;
import uk.route2b.server.tls.LinkTls;

/** What the listener refuses, on a real socket with real certificates. */
class LinkListenerTest {
    private static final int MESSAGE_OCTETS = 8192;

    @TempDir
    private Path folder;

    private DemoFiles files;
    private GatewayServer server;
    private CemPen pen;

    @BeforeEach
    void start() {
        files = new DemoFiles(folder, Instant.now());
        server = GatewayServer.start(withLimits(files.withoutTunnel("1")), Surroundings.ofProcess());
        pen = new CemPen(files.cem1(), DemoFiles.CEM_1, System.currentTimeMillis());
    }

    private static ServerConfiguration withLimits(ServerConfiguration sample) {
        LinkLimits limits = new LinkLimits(
                MESSAGE_OCTETS, Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ZERO, Duration.ofSeconds(1));
        return new ServerConfiguration(
                sample.trust(),
                sample.store(),
                limits,
                sample.delivery(),
                sample.push(),
                sample.operator(),
                sample.tunnel(),
                sample.log(),
                sample.vtns(),
                sample.dsrsps());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int port() {
        return server.linkPort(DemoFiles.DSRSP);
    }

    private TestCem dial(IssuedIdentity identity) {
        return TestCem.dial(files, port(), new CemPen(identity, DemoFiles.CEM_1, 0));
    }

    @Test
    void withoutACertificateThereIsNoTls() {
        OkHttpClient client = TestCem.client(files, Optional.empty());

        assertThatThrownBy(() -> get(client, "/route2b")).isInstanceOf(IOException.class);
    }

    @Test
    void aCertificateOfAnotherHierarchyIsRefusedInTls() {
        IssuedIdentity stranger = TestHierarchy.create(Instant.now()).device(DemoFiles.CEM_1, KeyUse.DIGITAL_SIGNATURE);
        try (TestCem cem = dial(stranger)) {
            assertThat(cem.ended().httpStatus()).isZero();
            assertThat(cem.ended().closeCode()).isZero();
        }
    }

    @Test
    void anOrganisationIsNoCemAndIsRefusedInTls() {
        try (TestCem cem = dial(files.organisation())) {
            assertThat(cem.ended().httpStatus()).isZero();
        }
    }

    @Test
    void aDeviceThatIsNotEnrolledIsRefusedAtTheUpgradeWithTheReason() {
        try (TestCem cem = dial(files.device(EntityIdentifier.parse("00-DB-12-34-56-78-90-FF")))) {
            assertThat(cem.ended()).isEqualTo(new TestCem.Ending(0, 403, "unknown-cem"));
        }
    }

    @Test
    void anotherSubprotocolIsRefusedBeforeTheUpgrade() {
        try (TestCem cem = TestCem.dial(files, port(), pen, "/route2b", Optional.of("route2b.v9"))) {
            assertThat(cem.ended()).isEqualTo(new TestCem.Ending(0, 400, "subprotocol"));
        }
        try (TestCem cem = TestCem.dial(files, port(), pen, "/route2b", Optional.empty())) {
            assertThat(cem.ended().httpStatus()).isEqualTo(400);
        }
    }

    @Test
    void anotherPathIsNotFound() {
        try (TestCem cem = TestCem.dial(files, port(), pen, "/other", Optional.of("route2b.v1"))) {
            assertThat(cem.ended().httpStatus()).isEqualTo(404);
        }
    }

    @Test
    void whatIsNoUpgradeIsToldToUpgrade() throws Exception {
        OkHttpClient client = TestCem.client(files, Optional.of(files.cem1()));

        assertThat(get(client, "/route2b")).isEqualTo(426);
        assertThat(get(client, "/")).isEqualTo(404);
    }

    @Test
    void nothingIsDeflatedByTheWebSocket() {
        try (TestCem cem = TestCem.dial(files, port(), pen)) {
            assertThat(cem.opened().header("Sec-WebSocket-Extensions")).isNull();
            assertThat(cem.opened().header("Sec-WebSocket-Protocol")).isEqualTo("route2b.v1");
        }
    }

    @Test
    void aTextFrameClosesWith1003() {
        try (TestCem cem = TestCem.dial(files, port(), pen)) {
            cem.sendText("hello");

            assertThat(cem.ended().closeCode()).isEqualTo(CloseCode.UNSUPPORTED_DATA.number());
        }
    }

    @Test
    void aMessageAboveTheLimitClosesWith1009() {
        try (TestCem cem = TestCem.dial(files, port(), pen)) {
            cem.greet(1);
            cem.send(Octets.of(new byte[MESSAGE_OCTETS + 1]));

            assertThat(cem.ended().closeCode()).isEqualTo(CloseCode.TOO_BIG.number());
        }
    }

    @Test
    void aSilentCemIsClosedWith4002() {
        try (TestCem cem = TestCem.dial(files, port(), pen)) {
            assertThat(cem.ended()).isEqualTo(new TestCem.Ending(CloseCode.HELLO.number(), 0, "hello-late"));
        }
    }

    @Test
    void garbageIsClosedWithTheReasonAndNothingElse() {
        try (TestCem cem = TestCem.dial(files, port(), pen)) {
            cem.greet(1);
            cem.send(Octets.ofText("garbage"));

            assertThat(cem.ended()).isEqualTo(new TestCem.Ending(CloseCode.REFUSED.number(), 0, "shape"));
        }
    }

    @Test
    void aLinkThatClosesIsForgotten() {
        try (TestCem cem = TestCem.dial(files, port(), pen)) {
            cem.greet(1);
        }
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(get(new OkHttpClient(), server.operator() + "/status", ""))
                        .contains("\"links\" : 0"));
    }

    @Test
    void aPortThatIsTakenIsSaidInThreeLines() throws Exception {
        try (var taken = new java.net.ServerSocket(0)) {
            ServerConfiguration sample = withLimits(files.withoutTunnel("1"));
            ServerConfiguration other = new ServerConfiguration(
                    sample.trust(),
                    new StoreEntry(
                            new StoreEntry.Sqlite(folder.resolve("other.db")),
                            "gateway",
                            Duration.ofDays(7),
                            Duration.ofDays(396),
                            Duration.ofMinutes(1)),
                    sample.link(),
                    sample.delivery(),
                    sample.push(),
                    new ServerConfiguration.Address("127.0.0.1", taken.getLocalPort()),
                    sample.tunnel(),
                    sample.log(),
                    sample.vtns(),
                    sample.dsrsps());

            assertThatThrownBy(() -> GatewayServer.start(other, Surroundings.ofProcess()))
                    .isInstanceOf(uk.route2b.commandline.CommandFailure.class)
                    .hasMessageContaining("operator cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void theListenerSpeaksTls13Only() throws Exception {
        SSLSocketFactory factory =
                TestCem.client(files, Optional.of(files.cem1())).sslSocketFactory();
        try (SSLSocket old = (SSLSocket) factory.createSocket("localhost", port())) {
            old.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(old::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("protocol_version");
        }
        try (SSLSocket both = (SSLSocket) factory.createSocket("localhost", port())) {
            both.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            both.startHandshake();
            assertThat(both.getSession().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(both.getSession().getCipherSuite()).isIn(LinkTls.CIPHER_SUITES);
        }
        try (Socket plain = new Socket(java.net.InetAddress.getLoopbackAddress(), port())) {
            plain.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(new String(plain.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/1.1 200");
        }
    }

    private int get(OkHttpClient client, String path) throws IOException {
        Request request =
                new Request.Builder().url("https://localhost:" + port() + path).build();
        try (Response response = client.newCall(request).execute()) {
            return response.code();
        }
    }

    private static String get(OkHttpClient client, String url, String path) throws IOException {
        try (Response response =
                client.newCall(new Request.Builder().url(url + path).build()).execute()) {
            return response.body().string();
        }
    }
}
