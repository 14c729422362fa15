package uk.route2b.tests.conformance;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Verdict;
import uk.route2b.conformance.gateway.GatewayCatalogue;
import uk.route2b.conformance.gateway.Lab;
import uk.route2b.tests.gateway.GatewayFixture;

/** The whole catalogue against our own gateway: each case passes, and with the reason words of docs/close-codes.md. */
class GatewayConformanceTest {
    private static final int LEAST = 150;
    private static final int CROWD = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Of the gateway under test; one second is too short for a good handshake on a machine that is busy. */
    private static final int DOOR_SECONDS = 6;

    /** A case may have a second handshake to do before it says hello. */
    private static final int HELLO_SECONDS = 8;

    private static final Duration DEADLINE = Duration.ofSeconds(5L * DOOR_SECONDS);

    private static final Duration DELAY = Duration.ofMillis(500);

    @TempDir
    static Path folder;

    private static WireMockServer vtn;
    private static GatewayFixture gateway;
    private static Lab lab;

    @BeforeAll
    static void start() throws Exception {
        vtn = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        vtn.start();
        vtn.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("<answer/>")));
        String door = "{acceptsPerSecond: 100000, handshakes: 1000, waitingPerAddress: 1000," + " handshakeSeconds: "
                + DOOR_SECONDS + ", upgradeSeconds: " + DOOR_SECONDS + "}";
        gateway = GatewayFixture.start(
                Files.createDirectories(folder.resolve("gateway")),
                Map.of(
                        "vtn",
                        "http://127.0.0.1:" + vtn.port(),
                        "helloSeconds",
                        HELLO_SECONDS,
                        "messageOctets",
                        1_000_000,
                        "door",
                        door));
        lab = Laboratory.of(
                gateway, folder.resolve("lab"), PATIENCE, new Lab.Settings(DEADLINE, DELAY, CROWD, 1, true));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        vtn.stop();
    }

    @TestFactory
    Stream<DynamicTest> passes() {
        return GatewayCatalogue.of(lab).stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.id(),
                        () -> assertThat(each.run(lab))
                                .isInstanceOfSatisfying(
                                        Verdict.Passed.class,
                                        passed -> assertThat(passed.remark()).isEmpty())));
    }

    @Test
    void theCatalogueIsLargeAndNoIdentifierStandsTwice() {
        Set<String> identifiers = new HashSet<>();
        for (Case<Lab> each : GatewayCatalogue.of(lab)) {
            assertThat(identifiers.add(each.id())).as(each.id()).isTrue();
            assertThat(each.id()).matches("[a-z]+\\.[a-z0-9.-]+");
        }
        assertThat(identifiers).hasSizeGreaterThanOrEqualTo(LEAST);
    }
}
