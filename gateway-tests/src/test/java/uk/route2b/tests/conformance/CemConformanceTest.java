package uk.route2b.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.cem.CemCatalogue;
import uk.route2b.conformance.cem.CemLab;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.tests.gateway.ClientFixture;
import uk.route2b.tests.gateway.GatewayFixture;
import uk.route2b.tests.peer.PeerWorld;

/** The catalogue against our own CEM: it refuses, stays alive, and comes back each time. */
class CemConformanceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    static Path folder;

    private static GatewayFixture gateway;
    private static ClientFixture cem;
    private static ServerSocket server;
    private static CemLab lab;

    @BeforeAll
    static void start() throws Exception {
        gateway = GatewayFixture.start(Files.createDirectories(folder.resolve("gateway")), Map.of());
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        PeerWorld world = gateway.world();
        lab = new CemLab(
                server,
                GatewayFixture.DSRSP,
                GatewayFixture.CEM_1,
                new Shown(world.gateway().key(), world.gateway().chain()),
                world.message().key(),
                List.of(gateway.identity(GatewayFixture.CEM_1).certificate()),
                world.hierarchy().anchors(),
                Optional.of(world.hierarchy()),
                PATIENCE,
                PATIENCE,
                new AtomicLong(),
                InstantSource.system(),
                System::nanoTime);
        URI endpoint = URI.create("wss://localhost:" + server.getLocalPort() + "/route2b");
        cem = ClientFixture.start(gateway, GatewayFixture.CEM_1, folder.resolve("cem"), quick(endpoint));
    }

    /** It dials again within a second, so that the catalogue does not wait. */
    private static LinkConfiguration quick(URI endpoint) {
        LinkConfiguration usual = ClientFixture.configuration(gateway, endpoint);
        return new LinkConfiguration(
                usual.version(),
                usual.endpoints(),
                usual.gateway(),
                usual.issuer(),
                usual.timeMillis(),
                usual.certificate(),
                usual.notBeforeMillis(),
                usual.notAfterMillis(),
                new LinkTimers(240, 1, 1, 120));
    }

    @AfterAll
    static void stop() throws Exception {
        cem.close();
        server.close();
        gateway.close();
    }

    @TestFactory
    Stream<DynamicTest> passes() {
        return CemCatalogue.all().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.id(),
                        () -> assertThat(each.run(lab))
                                .isInstanceOfSatisfying(
                                        Verdict.Passed.class,
                                        passed -> assertThat(passed.remark()).isEmpty())));
    }
}
