package uk.route2b.pki.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.certificate.CemCertificateRules;
import uk.route2b.protocol.certificate.GatewayCertificateRules;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.KeyIdentifier;

/** Handshakes between the JDK and openssl with certificates made here, mutual, in both directions. */
class TlsTest {
    @TempDir
    static Path folder;

    private static final Samples SAMPLES = Samples.make();

    private static final int SECONDS = 20_000;

    @BeforeAll
    static void write() throws Exception {
        Assumptions.assumeTrue(Outside.installed("openssl"), "left out: openssl is not installed");
        SAMPLES.write(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void opensslAsDeviceReachesTheJdkAsGateway(String protocol) throws Exception {
        try (SSLServerSocket server = server(identity("organisation-signing"), protocol)) {
            CompletableFuture<X509Certificate[]> peer = CompletableFuture.supplyAsync(() -> accept(server));
            Process client = openssl(
                    "s_client",
                    "-connect",
                    "localhost:" + server.getLocalPort(),
                    flag(protocol),
                    "-CAfile",
                    "root.pem",
                    "-verify_return_error",
                    "-cert",
                    "device-signing.pem",
                    "-cert_chain",
                    "device-signing.pem",
                    "-key",
                    "device-signing.key");
            try {
                List<X509Certificate> chain = List.of(peer.get(20, TimeUnit.SECONDS));
                assertThat(new CemCertificateRules(anchors()).judge(chain, Instant.now()))
                        .isEmpty();
                assertThat(CemCertificateRules.entity(chain.get(0))).contains(Samples.CEM);
            } finally {
                client.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theJdkAsDeviceReachesOpensslAsGateway(String protocol) throws Exception {
        int port = freePort();
        Process server = openssl(
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                flag(protocol),
                "-CAfile",
                "root.pem",
                "-Verify",
                "3",
                "-verify_return_error",
                "-cert",
                "organisation-signing.pem",
                "-cert_chain",
                "organisation-signing.pem",
                "-key",
                "organisation-signing.key",
                "-rev");
        try {
            awaitReady(server);
            try (SSLSocket socket = connect(identity("device-signing"), port, protocol)) {
                socket.getOutputStream().write("abc\n".getBytes(StandardCharsets.US_ASCII));
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                assertThat(answer.readLine()).isEqualTo("cba");
                assertThat(gatewayRules().judge(peer(socket), Instant.now())).isEmpty();
            }
        } finally {
            server.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aKeyForAgreementIsRefusedByTheJdk(String protocol) throws Exception {
        try (SSLServerSocket server = server(identity("organisation-signing"), protocol)) {
            CompletableFuture<Optional<IOException>> refusal = CompletableFuture.supplyAsync(() -> refusal(server));
            Process client = openssl(
                    "s_client",
                    "-connect",
                    "localhost:" + server.getLocalPort(),
                    flag(protocol),
                    "-CAfile",
                    "root.pem",
                    "-cert",
                    "device-agreement.pem",
                    "-cert_chain",
                    "device-agreement.pem",
                    "-key",
                    "device-agreement.key");
            try {
                assertThat(refusal.get(20, TimeUnit.SECONDS)).isPresent();
            } finally {
                client.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void anotherHierarchyIsRefused(String protocol) throws Exception {
        Samples other = Samples.make();
        try (SSLServerSocket server =
                server(Objects.requireNonNull(other.identities().get("organisation-signing")), protocol)) {
            CompletableFuture<Optional<IOException>> refusal = CompletableFuture.supplyAsync(() -> refusal(server));
            assertThatThrownBy(() -> connect(identity("device-signing"), server.getLocalPort(), protocol))
                    .isInstanceOf(IOException.class);
            assertThat(refusal.get(20, TimeUnit.SECONDS)).isPresent();
        }
    }

    private static GatewayCertificateRules gatewayRules() {
        X509Certificate gateway = identity("organisation-signing").certificate();
        X509Certificate issuer = SAMPLES.hierarchy().organisationCa().certificate();
        return new GatewayCertificateRules(
                anchors(),
                Samples.DSRSP,
                Set.of(KeyIdentifier.of(gateway.getPublicKey())),
                KeyIdentifier.of(issuer.getPublicKey()));
    }

    private static TrustAnchors anchors() {
        return TrustAnchors.of(List.of(SAMPLES.hierarchy().root().certificate()));
    }

    private static List<X509Certificate> peer(SSLSocket socket) throws SSLException {
        return Arrays.stream(socket.getSession().getPeerCertificates())
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static X509Certificate[] accept(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.setSoTimeout(SECONDS);
            socket.startHandshake();
            return peer(socket).toArray(new X509Certificate[0]);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Optional<IOException> refusal(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.setSoTimeout(SECONDS);
            socket.startHandshake();
            return Optional.empty();
        } catch (IOException refused) {
            // The other end may close before this one has said why.
            return Optional.of(refused);
        }
    }

    private static SSLServerSocket server(IssuedIdentity identity, String protocol) throws Exception {
        SSLServerSocket server = (SSLServerSocket)
                context(identity).getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setSoTimeout(SECONDS);
        server.setNeedClientAuth(true);
        server.setEnabledProtocols(new String[] {protocol});
        return server;
    }

    private static SSLSocket connect(IssuedIdentity identity, int port, String protocol) throws Exception {
        SSLSocket socket =
                (SSLSocket) context(identity).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(SECONDS);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context(IssuedIdentity identity) throws Exception {
        char[] password = "in memory".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", identity.key(), password, identity.chain().toArray(new Certificate[0]));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, password);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("root", SAMPLES.hierarchy().root().certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Process openssl(String... words) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static void awaitReady(Process server) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        String line = said.readLine();
        while (line != null && !line.startsWith("ACCEPT")) {
            line = said.readLine();
        }
        assertThat(line).isNotNull();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String flag(String protocol) {
        return protocol.equals("TLSv1.3") ? "-tls1_3" : "-tls1_2";
    }

    private static IssuedIdentity identity(String name) {
        return Objects.requireNonNull(SAMPLES.identities().get(name));
    }
}
