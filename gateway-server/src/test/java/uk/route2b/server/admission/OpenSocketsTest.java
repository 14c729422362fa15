package uk.route2b.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.server.GatewayServer;
import uk.route2b.server.Surroundings;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.MemoryStore;
import uk.route2b.server.testing.okhttp.TestCem;

/** States of CEMs that change while sockets are open: two nodes over one store, real sockets, real time. */
class OpenSocketsTest {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSocketsTest.class);
    private static final Duration BOUND = Duration.ofSeconds(5);
    /** Of each time on a machine that is busy with other tests, and may pause: five times as wide. */
    private static final Duration BOUND_WHEN_BUSY = BOUND.multipliedBy(5);

    @TempDir
    private Path folder;

    private DemoFiles files;
    private MemoryStore store;
    private GatewayServer here;
    private GatewayServer there;
    private CemPen pen;

    @BeforeEach
    void start() {
        files = new DemoFiles(folder, Instant.now());
        store = new MemoryStore("here", InstantSource.system());
        here = node(store);
        there = node(store.as("there"));
        pen = new CemPen(files.cem1(), DemoFiles.CEM_1, System.currentTimeMillis());
    }

    /** Each has a folder of its own, for its audit, and for a store file that it opens and does not use. */
    private GatewayServer node(MemoryStore shared) {
        return GatewayServer.start(
                DemoFiles.storing(files.withoutTunnel("1"), folder.resolve("node-" + System.nanoTime() + "/store.db")),
                Surroundings.ofProcess().store(own -> {
                    own.close();
                    return shared;
                }));
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private TestCem dial(GatewayServer node) {
        return TestCem.dial(files, node.linkPort(DemoFiles.DSRSP), pen);
    }

    private static HttpResponse<String> order(GatewayServer node, String state) {
        return send(HttpRequest.newBuilder(URI.create(node.operator() + "/cems/" + DemoFiles.CEM_1 + "/state"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"state\":\"" + state + "\"}"))
                .build());
    }

    private static String status(GatewayServer node) {
        return send(HttpRequest.newBuilder(URI.create(node.operator() + "/status"))
                        .build())
                .body();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join();
    }

    @Test
    void aSuspensionClosesTheSocketOfEitherNodeInTimeAndTheNextConnectIsRefused() {
        List<Duration> times = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            GatewayServer node = round == 0 ? here : there;
            int port = node.linkPort(DemoFiles.DSRSP);
            SSLSocketFactory sockets =
                    TestCem.client(files, Optional.of(files.cem1())).sslSocketFactory();
            long session = RawUpgrade.resumed(sockets, port).created();
            try (TestCem cem = dial(node)) {
                cem.greet(1);
                Instant ordered = Instant.now();
                assertThat(order(here, "suspended").statusCode()).isEqualTo(200);
                assertThat(cem.ended()).isEqualTo(new TestCem.Ending(CloseCode.REVOKED.number(), 0, "not-active"));
                times.add(Duration.between(ordered, Instant.now()));
            }
            assertThat(status(here)).contains("\"state\" : \"suspended\"");
            try (TestCem again = dial(node)) {
                assertThat(again.ended()).isEqualTo(new TestCem.Ending(0, 403, "not-active"));
            }
            // TLS resumes it, since nothing about the certificate has changed; the upgrade does not.
            RawUpgrade resumed = RawUpgrade.of(sockets, port);
            assertThat(resumed.created()).isEqualTo(session);
            assertThat(resumed.status()).contains("403");
            // To the one that would learn of it only with its next look, when the round after this has begun.
            assertThat(order(there, "active").body()).contains("\"before\" : \"suspended\"");
        }
        LOG.warn("closed after {}", times);
        assertThat(times).anyMatch(time -> time.compareTo(BOUND) < 0);
        assertThat(times).allMatch(time -> time.compareTo(BOUND_WHEN_BUSY) < 0);
        try (TestCem back = dial(there)) {
            assertThat(back.greet(1)).isNotNull();
        }
    }

    @Test
    void aRevocationIsForGoodAndHoldsAfterARestart() {
        try (TestCem cem = dial(there)) {
            cem.greet(1);
            assertThat(order(here, "revoked").statusCode()).isEqualTo(200);
            assertThat(cem.ended().closeCode()).isEqualTo(CloseCode.REVOKED.number());
        }
        HttpResponse<String> back = order(there, "active");
        assertThat(back.statusCode()).isEqualTo(422);
        assertThat(back.body()).contains("revoked, and that is for good");
        there.close();
        there = node(store.as("there"));
        assertThat(status(there)).contains("\"state\" : \"revoked\"");
        try (TestCem again = dial(there)) {
            assertThat(again.ended()).isEqualTo(new TestCem.Ending(0, 403, "not-active"));
        }
    }

    /** It has not said hello, so it is no link yet; and hello may take ten seconds. */
    @Test
    void aSocketWithoutAHelloIsClosedToo() {
        try (TestCem cem = dial(there)) {
            assertThat(cem.opened().code()).isEqualTo(101);
            Instant ordered = Instant.now();
            order(here, "suspended");
            assertThat(cem.ended().closeCode()).isEqualTo(CloseCode.REVOKED.number());
            assertThat(Duration.between(ordered, Instant.now())).isLessThan(BOUND_WHEN_BUSY);
        }
    }

    @Test
    void anOrderThatCannotBeIsRefusedAndChangesNothing() {
        assertThat(order(here, "gone").statusCode()).isEqualTo(422);
        assertThat(order(here, "enrolled").statusCode()).isEqualTo(422);
        HttpRequest.Builder stranger =
                HttpRequest.newBuilder(URI.create(here.operator() + "/cems/00-DB-12-34-56-78-90-FF/state"));
        assertThat(send(stranger.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"state\":\"revoked\"}"))
                                .build())
                        .statusCode())
                .isEqualTo(404);
        HttpRequest plain = HttpRequest.newBuilder(URI.create(here.operator() + "/cems/" + DemoFiles.CEM_1 + "/state"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"state\":\"revoked\"}"))
                .build();
        assertThat(send(plain).statusCode()).isEqualTo(415);
        assertThat(store.statuses()).isEmpty();
    }
}
