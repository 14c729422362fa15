package uk.route2b.server.cryptography.chains;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.GatewayServer;
import uk.route2b.server.Surroundings;
import uk.route2b.server.testing.DemoFiles;

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

    private static DemoFiles files;
    private static GatewayServer server;
    private static ShowingPeer peer;

    @BeforeAll
    static void start() {
        files = new DemoFiles(folder, Instant.now());
        server = GatewayServer.start(files.withoutTunnel("1"), Surroundings.ofProcess());
        peer = new ShowingPeer(files.hierarchy().anchors(), server.linkPort(DemoFiles.DSRSP));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<BadChain> bad() {
        List<BadChain> chains = new ArrayList<>();
        chains.addAll(new BadDates(files.hierarchy(), DemoFiles.CEM_1, Instant.now()).all());
        chains.addAll(new BadIssuers(files.hierarchy(), DemoFiles.CEM_1).all());
        chains.addAll(new BadLeaves(files.hierarchy(), DemoFiles.CEM_1).all());
        return chains;
    }

    @TestFactory
    Stream<DynamicTest> isRefusedForItsReason() {
        return bad().stream().map(chain -> DynamicTest.dynamicTest(chain.name(), () -> refused(chain)));
    }

    private static void refused(BadChain chain) throws Exception {
        assertThat(peer.show(chain.shown())).isNotEqualTo("HTTP/1.1 101");
        String fingerprint =
                Octets.of(chain.shown().chain().get(0).getEncoded()).sha256().hex();
        Awaitility.await(chain.name())
                .atMost(MOST)
                .until(() -> !find(fingerprint).isMissingNode());
        JsonNode seen = find(fingerprint);
        assertThat(seen.get("reason").asString()).isEqualTo(chain.reason());
        assertThat(seen.get("detail").asString()).isEqualTo(chain.detail());
        assertThat(seen.get("dsrsp").asString()).isEqualTo(DemoFiles.DSRSP.toString());
    }

    @TestFactory
    Stream<DynamicTest> isOddAndAccepted() {
        return new OddChains(files.hierarchy(), DemoFiles.CEM_1)
                .all().entrySet().stream()
                        .map(odd -> DynamicTest.dynamicTest(
                                odd.getKey(),
                                () -> assertThat(peer.show(odd.getValue())).isEqualTo("HTTP/1.1 101")));
    }

    @Test
    void theCorpusIsLargeEnoughAndNoNameStandsTwice() {
        Set<String> names = new HashSet<>();
        bad().forEach(chain ->
                assertThat(names.add(chain.name())).as(chain.name()).isTrue());

        assertThat(names).hasSizeGreaterThanOrEqualTo(BAD_LEAST);
        assertThat(new OddChains(files.hierarchy(), DemoFiles.CEM_1).all()).hasSizeGreaterThanOrEqualTo(ODD_LEAST);
    }

    @Test
    void whoComesAgainIsCountedAndStandsOnce() throws Exception {
        Shown stranger = new BadDates(files.hierarchy(), DemoFiles.CEM_1, Instant.now()).expiredLongAgo();
        String fingerprint =
                Octets.of(stranger.chain().get(0).getEncoded()).sha256().hex();

        peer.show(stranger);
        peer.show(stranger);

        Awaitility.await()
                .atMost(MOST)
                .until(() -> find(fingerprint).path("count").asLong() == 2);
        assertThat(find(fingerprint).get("claims").asString()).isEqualTo(DemoFiles.CEM_1.toString());
        assertThat(find(fingerprint).get("pem").asString()).startsWith("-----BEGIN CERTIFICATE-----");
    }

    private static JsonNode find(String fingerprint) throws IOException {
        Request request =
                new Request.Builder().url(server.operator() + "/refusals").build();
        try (Response response = new OkHttpClient().newCall(request).execute()) {
            for (JsonNode entry : MAPPER.readTree(response.body().string()).get("certificates")) {
                if (entry.get("sha256").asString().equals(fingerprint)) {
                    return entry;
                }
            }
            return MAPPER.missingNode();
        }
    }
}
