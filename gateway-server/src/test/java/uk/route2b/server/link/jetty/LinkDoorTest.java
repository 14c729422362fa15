package uk.route2b.server.link.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.GatewayServer;
import uk.route2b.server.Surroundings;
import uk.route2b.server.configuration.DoorLimits;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.ServerConfiguration.LinkLimits;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.okhttp.TestCem;

/** Attacks on the listener before anybody is authenticated, over real sockets. */
class LinkDoorTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(10);
    /** More than {@link #MOST}, which is also a limit of the gateway that a test may wait for. */
    private static final Duration READING_MOST = Duration.ofSeconds(30);

    private static final EntityIdentifier STRANGER = EntityIdentifier.parse("00-DB-12-34-56-78-90-FF");
    private static final int STUCK = 1000;
    /** So many of them each where TLS is done, and where the upgrade is. */
    private static final int STUCK_LATER = 25;
    /** How much longer a good one may wait beside them. */
    private static final Duration DELAY_MOST = Duration.ofMillis(100);

    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /route2b HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: route2b.v1",
            "");
    /** PROXY protocol 2, command PROXY, TCP over IPv4: 192.0.2.7:4660 to 192.0.2.1:443. */
    private static final byte[] FROM_ELSEWHERE =
            HexFormat.of().parseHex("0D0A0D0A000D0A515549540A" + "2111000C" + "C0000207C0000201" + "123401BB");

    @TempDir
    private Path folder;

    private @Nullable DemoFiles files;
    private @Nullable GatewayServer server;
    private final List<Socket> sockets = new ArrayList<>();

    private void start(DoorLimits door) {
        start(door, MOST);
    }

    private void start(DoorLimits door, Duration hello) {
        DemoFiles made = new DemoFiles(folder, Instant.now());
        ServerConfiguration sample = made.withoutTunnel("1");
        LinkLimits limits = new LinkLimits(8192, hello, Duration.ofMinutes(1), Duration.ZERO, SECOND, door);
        files = made;
        server = GatewayServer.start(
                new ServerConfiguration(
                        sample.trust(),
                        sample.store(),
                        limits,
                        sample.delivery(),
                        sample.push(),
                        sample.operator(),
                        sample.tunnel(),
                        sample.log(),
                        sample.vtns(),
                        sample.dsrsps()),
                Surroundings.ofProcess());
    }

    private static DoorLimits door(int handshakes, int waiting, Duration each, Set<InetAddress> balancers) {
        return new DoorLimits(100_000, handshakes, waiting, each, each, balancers);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server().close();
    }

    private DemoFiles files() {
        return java.util.Objects.requireNonNull(files);
    }

    private GatewayServer server() {
        return java.util.Objects.requireNonNull(server);
    }

    private int port() {
        return server().linkPort(DemoFiles.DSRSP);
    }

    private Socket silent() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout((int) READING_MOST.toMillis());
        sockets.add(socket);
        return socket;
    }

    private TestCem dial(IssuedIdentity identity) {
        return TestCem.dial(files(), port(), new CemPen(identity, DemoFiles.CEM_1, System.currentTimeMillis()));
    }

    private SSLSocket secure(IssuedIdentity identity, Socket under) throws IOException {
        SSLSocketFactory factory =
                TestCem.client(files(), Optional.of(identity)).sslSocketFactory();
        SSLSocket socket = (SSLSocket) factory.createSocket(under, "localhost", port(), true);
        sockets.add(socket);
        return socket;
    }

    /** Says what a client says first, and waits for the first octet of the answer: then the server has read it. */
    private void beginsTls(Socket socket) throws Exception {
        SSLEngine client = SSLContext.getDefault().createSSLEngine("localhost", port());
        client.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        client.wrap(ByteBuffer.allocate(0), hello);
        socket.getOutputStream().write(hello.array(), 0, hello.position());
        assertThat(socket.getInputStream().read()).isEqualTo(0x16);
    }

    /** A socket on which nothing comes is still open, and no end. */
    private static int end(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException reset) {
            for (Throwable cause = reset; cause != null; cause = cause.getCause()) {
                assertThat(cause).isNotInstanceOf(SocketTimeoutException.class);
            }
            return -1;
        }
    }

    private static Optional<Socket> oneThatEnds(List<Socket> sockets) {
        return sockets.stream().filter(LinkDoorTest::hasEnded).findFirst();
    }

    private static boolean hasEnded(Socket socket) {
        try {
            socket.setSoTimeout(100);
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private String page(String path) {
        try (Response response = new OkHttpClient()
                .newCall(new Request.Builder().url(server().operator() + path).build())
                .execute()) {
            return response.body().string();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private void awaitOnPage(String path, String text) {
        Awaitility.await(text).atMost(MOST).until(() -> page(path).contains(text));
    }

    @Test
    void anAddressWithTooManyWaitingIsClosedBeforeTls() throws Exception {
        start(door(100, 2, MOST, Set.of()));
        List<Socket> three = List.of(silent(), silent(), silent());

        // They were accepted in this order, and come to the door on whatever thread is first.
        Socket closed = Awaitility.await()
                .atMost(MOST)
                .until(() -> oneThatEnds(three), Optional::isPresent)
                .orElseThrow();
        awaitOnPage("/status", "door-address");

        Socket another = three.get(three.indexOf(closed) == 0 ? 1 : 0);
        assertThat(oneThatEnds(List.of(another))).isEmpty();
        another.close();
        Awaitility.await().atMost(MOST).ignoreExceptions().until(() -> {
            secure(files().cem1(), silent()).startHandshake();
            return true;
        });
    }

    @Test
    void manyHomesBehindOneAddressAreThroughTheDoorOnceUpgraded() {
        start(door(100, 2, MOST, Set.of()));
        List<TestCem> homes = new ArrayList<>();
        try {
            for (int home = 0; home < 50; home++) {
                TestCem cem = dial(files().cem1());
                homes.add(cem);
                assertThat(cem.opened().code()).isEqualTo(101);
            }
        } finally {
            homes.forEach(TestCem::close);
        }
    }

    @Test
    void tooManyHandshakesAreClosedBeforeTls() throws Exception {
        start(door(2, 100, Duration.ofMinutes(1), Set.of()));
        // First, so that it is at the door before all others; it goes on being the one that has said nothing.
        Socket silent = silent();
        beginsTls(silent());

        try (TestCem cem = dial(files().cem1())) {
            assertThat(cem.opened().code()).isEqualTo(101);
        }
        assertThat(end(silent)).isEqualTo(-1);
        awaitOnPage("/status", "door-evicted");
    }

    @Test
    void whereAllOfOneAddressHaveSpokenTheNextOfItIsClosedBeforeTls() throws Exception {
        start(door(2, 100, MOST, Set.of()));
        silent().getOutputStream().write(0x16);
        silent().getOutputStream().write(0x16);

        // Until both octets have been read, one of the two may make room.
        Awaitility.await().atMost(MOST).until(() -> {
            silent().getOutputStream().write(0x16);
            return page("/status").contains("door-handshakes");
        });
    }

    @Test
    void aSlowHandshakeIsClosed() throws Exception {
        start(door(100, 100, SECOND, Set.of()));

        assertThat(end(silent())).isEqualTo(-1);
        awaitOnPage("/status", "handshake-late");
    }

    /** Nothing is wrong with it but the time: it begins a record of 512 octets and a ClientHello in it. */
    @Test
    void aHandshakeDrippedOctetByOctetIsClosed() throws Exception {
        start(door(100, 100, SECOND, Set.of()));
        Socket socket = silent();
        socket.setTcpNoDelay(true);
        byte[] hello = Arrays.copyOf(HexFormat.of().parseHex("1603010200" + "010001FC" + "0303"), 517);
        AtomicInteger sent = new AtomicInteger();

        Awaitility.await().atMost(MOST).until(() -> {
            try {
                socket.getOutputStream().write(hello[sent.getAndIncrement()]);
                return false;
            } catch (IOException closed) {
                return true;
            }
        });
        awaitOnPage("/status", "handshake-late");
    }

    @Test
    void aSlowUpgradeIsClosed() throws Exception {
        start(new DoorLimits(100_000, 100, 100, Duration.ofSeconds(5), SECOND, Set.of()));
        SSLSocket socket = secure(files().cem1(), silent());
        socket.getOutputStream().write("GET /route2b HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));

        assertThat(end(socket)).isEqualTo(-1);
        awaitOnPage("/status", "upgrade-late");
    }

    @Test
    void hugeHeadersAreRefused() throws Exception {
        start(door(100, 100, MOST, Set.of()));
        SSLSocket socket = secure(files().cem1(), silent());
        String head = "GET /route2b HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(16_384) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 431");
    }

    @Test
    void headersThatClaimAnIdentityOrAnAddressAreNotBelieved() throws Exception {
        start(door(100, 100, MOST, Set.of()));
        SSLSocket socket = secure(files().device(STRANGER), silent());
        String head = UPGRADE
                + String.join(
                        "\r\n",
                        "X-Forwarded-For: 192.0.2.9",
                        "Forwarded: for=192.0.2.9;by=" + DemoFiles.CEM_1,
                        "X-SSL-Client-S-DN: " + DemoFiles.CEM_1,
                        "X-Client-Cert: " + DemoFiles.CEM_1,
                        "",
                        "");
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 403");
        awaitOnPage("/refusals", "unknown-cem");
        assertThat(page("/refusals")).contains("127.0.0.1").doesNotContain("192.0.2.9");
    }

    @Test
    void whereAListedBalancerSpeaksForSomebodyThatIsWhoItIs() throws Exception {
        start(door(100, 100, MOST, Set.of(InetAddress.getLoopbackAddress())));
        Socket plain = silent();
        plain.getOutputStream().write(FROM_ELSEWHERE);
        SSLSocket socket = secure(files().organisation(), plain);

        assertThat(end(socket)).isEqualTo(-1);
        awaitOnPage("/refusals", "192.0.2.7");
    }

    @Test
    void versionOneOfTheProxyProtocolIsRefusedFromABalancerToo() throws Exception {
        start(door(100, 100, MOST, Set.of(InetAddress.getLoopbackAddress())));
        Socket plain = silent();
        plain.getOutputStream()
                .write("PROXY TCP4 192.0.2.7 192.0.2.1 4660 443\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(end(plain)).isEqualTo(-1);
        assertThat(page("/refusals")).doesNotContain("192.0.2.7");
    }

    @Test
    void nobodyElseSpeaksForSomebody() throws Exception {
        start(door(100, 100, MOST, Set.of()));
        Socket plain = silent();
        plain.getOutputStream().write(FROM_ELSEWHERE);
        SSLSocket socket = secure(files().cem1(), plain);

        assertThat(end(socket)).isEqualTo(-1);
        assertThat(page("/refusals")).doesNotContain("192.0.2.7");
    }

    @Test
    void aListedBalancerHasToSayForWhomItSpeaks() throws Exception {
        start(door(100, 100, MOST, Set.of(InetAddress.getLoopbackAddress())));
        SSLSocket socket = secure(files().cem1(), silent());

        assertThat(end(socket)).isEqualTo(-1);
    }

    /** Stuck where TLS begins, in the middle of the upgrade, and before the hello. */
    @Test
    void aThousandStuckPeersDoNotDelayAGoodOne() throws Exception {
        // So long that none of them is gone however long the measurement takes.
        Duration patience = Duration.ofMinutes(10);
        start(door(2 * STUCK, 2 * STUCK, patience, Set.of()), patience);
        quickest();
        Duration alone = quickest();
        SSLSocketFactory factory =
                TestCem.client(files(), Optional.of(files().cem2())).sslSocketFactory();
        for (int number = 0; number < STUCK_LATER; number++) {
            say(factory, "GET /route2b HTTP/1.1\r\nHost: loc");
            SSLSocket upgraded = say(factory, UPGRADE + "\r\n");
            assertThat(new String(upgraded.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 101");
        }
        for (int number = 2 * STUCK_LATER; number < STUCK; number++) {
            silent().getOutputStream().write(0x16);
        }

        // Measured again where something else of the machine delayed it.
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> {
                    Duration beside = quickest();
                    assertThat(beside.minus(alone))
                            .as("%s alone, %s beside them", alone, beside)
                            .isLessThan(DELAY_MOST);
                });
    }

    private SSLSocket say(SSLSocketFactory factory, String text) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(silent(), "localhost", port(), true);
        sockets.add(socket);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** The quickest of some: what slows down one alone is the machine. */
    private Duration quickest() {
        Duration least = MOST;
        for (int round = 0; round < 5; round++) {
            Duration taken = timeToWelcome();
            least = taken.compareTo(least) < 0 ? taken : least;
        }
        return least;
    }

    private Duration timeToWelcome() {
        long begun = System.nanoTime();
        try (TestCem cem = dial(files().cem1())) {
            cem.greet(1);
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }
}
