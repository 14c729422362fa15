package uk.route2b.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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
import org.awaitility.core.ConditionFactory;
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
import uk.route2b.conformance.cryptography.chains.KeptOut;
import uk.route2b.conformance.cryptography.chains.OddChains;
import uk.route2b.conformance.cryptography.chains.StruckOff;
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
    private static List<BadChain> struckOff = List.of();
    private static Reach reach;

    @BeforeAll
    static void start() throws Exception {
        gateway = GatewayFixture.start(folder, Map.of("cems", KeptOut.REGISTER));
        ours = gateway.world().hierarchy();
        List<StruckOff.Listed> listed = new StruckOff(ours, CEM, Instant.now()).all();
        gateway.restartWith(listed.stream().map(StruckOff.Listed::list).toList());
        struckOff = listed.stream().map(StruckOff.Listed::chain).toList();
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
        chains.addAll(new KeptOut(ours).all());
        chains.addAll(struckOff);
        return chains;
    }

    @TestFactory
    Stream<DynamicTest> isRefusedForItsReason() {
        return bad().stream().map(chain -> DynamicTest.dynamicTest(chain.name(), () -> refused(chain)));
    }

    /** On the operator's page with its certificate, and in the audit with a record of its own. */
    private static void refused(BadChain chain) throws Exception {
        String words = chain.detail().isEmpty() ? chain.reason() : chain.reason() + ":" + chain.detail();
        long before = audited(words);

        assertThat(show(chain.shown())).isNotInstanceOf(Heard.Upgraded.class);

        String fingerprint =
                Octets.of(chain.shown().chain().get(0).getEncoded()).sha256().hex();
        soon(chain.name()).until(() -> !find(fingerprint).isMissingNode());
        JsonNode seen = find(fingerprint);
        assertThat(seen.get("reason").asString()).isEqualTo(chain.reason());
        assertThat(seen.get("detail").asString()).isEqualTo(chain.detail());
        assertThat(seen.get("dsrsp").asString()).isEqualTo(GatewayFixture.DSRSP.toString());
        soon(words).until(() -> audited(words) == before + 1);
    }

    /** It is written while the peer hears of it, so it is there at once or in a moment. */
    private static ConditionFactory soon(String what) {
        return Awaitility.await(what).atMost(MOST).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
    }

    /** Records of strangers who were refused for this. */
    private static long audited(String words) throws IOException {
        long found = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("audit"), "*.jsonl")) {
            for (Path file : files) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode record = MAPPER.readTree(line).path("record");
                    boolean stranger = record.path("subject").asString("").equals("stranger");
                    found += stranger && record.path("reason").asString("").equals(words) ? 1 : 0;
                }
            }
        }
        return found;
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
    void eachBadChainIsAFunctionOfItsOwn() {
        long functions = Stream.of(BadDates.class, BadIssuers.class, BadLeaves.class, KeptOut.class, StruckOff.class)
                .flatMap(corpus -> Stream.of(corpus.getDeclaredMethods()))
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> Set.of(Shown.class, StruckOff.Listed.class).contains(method.getReturnType()))
                .count();

        assertThat(functions).isEqualTo(bad().size());
    }

    @Test
    void whoComesAgainIsCountedAndStandsOnce() throws Exception {
        Shown stranger = new BadDates(ours, CEM, Instant.now()).expiredLongAgo();
        String fingerprint =
                Octets.of(stranger.chain().get(0).getEncoded()).sha256().hex();

        long before = audited("expired:own-dates");

        show(stranger);
        show(stranger);

        Awaitility.await()
                .atMost(MOST)
                .until(() -> find(fingerprint).path("count").asLong() == 2);
        soon("both records").until(() -> audited("expired:own-dates") == before + 2);
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
