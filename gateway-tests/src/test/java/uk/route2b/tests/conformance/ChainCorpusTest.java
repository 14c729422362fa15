package uk.route2b.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.conformance.cryptography.chains.BadChain;
import uk.route2b.conformance.cryptography.chains.BadDates;
import uk.route2b.conformance.cryptography.chains.BadIssuers;
import uk.route2b.conformance.cryptography.chains.BadLeaves;
import uk.route2b.conformance.cryptography.chains.OddChains;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.conformance.wire.Reach;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.conformance.wire.Upgrade;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.tests.gateway.GatewayFixture;

/**
 * The corpus of certificate chains on a real handshake and upgrade: what is refused, for which reason, and what is not.
 */
class ChainCorpusTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration MOST = Duration.ofSeconds(20);
    private static final int BAD_LEAST = 40;
    private static final int ODD_LEAST = 10;

    @TempDir
    static Path folder;

    private static final EntityIdentifier CEM = GatewayFixture.CEM_1;

    private static GatewayFixture gateway;
    private static TestHierarchy ours;
    private static Reach reach;

    @BeforeAll
    static void start() throws IOException {
        gateway = GatewayFixture.start(folder, Map.of());
        ours = gateway.world().hierarchy();
        reach = new Reach("localhost", gateway.endpoint().getPort(), ours.anchors(), MOST);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static List<BadChain> bad() {
        List<BadChain> chains = new ArrayList<>();
        chains.addAll(new BadDates(ours, CEM, Instant.now()).all());
        chains.addAll(new BadIssuers(ours, CEM, Instant.now()).all());
        chains.addAll(new BadLeaves(ours, CEM).all());
        return chains;
    }

    @TestFactory
    Stream<DynamicTest> isRefusedForItsReason() {
        return bad().stream().map(chain -> DynamicTest.dynamicTest(chain.name(), () -> refused(chain)));
    }

    private static void refused(BadChain chain) throws Exception {
        assertThat(show(chain.shown())).isNotInstanceOf(Heard.Upgraded.class);
        String fingerprint =
                Octets.of(chain.shown().chain().get(0).getEncoded()).sha256().hex();
        Awaitility.await(chain.name())
                .atMost(MOST)
                .until(() -> !find(fingerprint).isMissingNode());
        JsonNode seen = find(fingerprint);
        assertThat(seen.get("reason").asString()).isEqualTo(chain.reason());
        assertThat(seen.get("detail").asString()).isEqualTo(chain.detail());
        assertThat(seen.get("dsrsp").asString()).isEqualTo(GatewayFixture.DSRSP.toString());
    }

    @TestFactory
    Stream<DynamicTest> isOddAndAccepted() {
        return new OddChains(ours, CEM, Instant.now())
                .all().entrySet().stream()
                        .map(odd -> DynamicTest.dynamicTest(
                                odd.getKey(),
                                () -> assertThat(show(odd.getValue())).isInstanceOf(Heard.Upgraded.class)));
    }

    @Test
    void theCorpusIsLargeEnoughAndNoNameStandsTwice() {
        Set<String> names = new HashSet<>();
        bad().forEach(chain ->
                assertThat(names.add(chain.name())).as(chain.name()).isTrue());

        assertThat(names).hasSizeGreaterThanOrEqualTo(BAD_LEAST);
        assertThat(new OddChains(ours, CEM, Instant.now()).all()).hasSizeGreaterThanOrEqualTo(ODD_LEAST);
    }

    @Test
    void whoComesAgainIsCountedAndStandsOnce() throws Exception {
        Shown stranger = new BadDates(ours, CEM, Instant.now()).expiredLongAgo();
        String fingerprint =
                Octets.of(stranger.chain().get(0).getEncoded()).sha256().hex();

        show(stranger);
        show(stranger);

        Awaitility.await()
                .atMost(MOST)
                .until(() -> find(fingerprint).path("count").asLong() == 2);
        assertThat(find(fingerprint).get("claims").asString()).isEqualTo(CEM.toString());
        assertThat(find(fingerprint).get("pem").asString()).startsWith("-----BEGIN CERTIFICATE-----");
    }

    private static Heard show(Shown shown) throws IOException {
        return reach.ask(Optional.of(shown), Upgrade.right());
    }

    private static JsonNode find(String fingerprint) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.server().operator().resolve("/refusals"))
                .build();
        String page = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode entry : MAPPER.readTree(page).get("certificates")) {
            if (entry.get("sha256").asString().equals(fingerprint)) {
                return entry;
            }
        }
        return MAPPER.missingNode();
    }
}
