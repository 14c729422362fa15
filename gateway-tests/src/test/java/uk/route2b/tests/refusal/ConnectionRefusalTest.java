package uk.route2b.tests.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
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
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.pki.issue.Validity;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.tests.gateway.GatewayFixture;
import uk.route2b.tests.peer.ScriptedCem;

/** Who does not even get a link: the reason code that the operator sees, and the same store as before. */
class ConnectionRefusalTest {
    private static final EntityIdentifier STRANGER = EntityIdentifier.parse("00-DB-12-34-56-78-90-CF");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration MOST = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static GatewayFixture gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = GatewayFixture.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private record Stranger(String name, String reason, Optional<IssuedIdentity> shown, String subprotocol) {}

    @TestFactory
    Stream<DynamicTest> isRefusedForItsReason() {
        TestHierarchy ours = gateway.world().hierarchy();
        TestHierarchy other = TestHierarchy.create(Instant.now());
        Validity past = new Validity(
                Instant.now().minus(Duration.ofDays(20)), Instant.now().minus(Duration.ofDays(10)));
        KeyUse signing = KeyUse.DIGITAL_SIGNATURE;
        return Stream.of(
                        stranger("no client certificate", "no-certificate", Optional.empty()),
                        stranger("an unknown CEM", "unknown-cem", ours.device(STRANGER, signing)),
                        stranger(
                                "an expired certificate",
                                "expired",
                                ours.deviceCa().device(GatewayFixture.CEM_1, signing, past)),
                        stranger(
                                "a key-agreement certificate",
                                "key-agreement",
                                ours.device(GatewayFixture.CEM_1, KeyUse.KEY_AGREEMENT)),
                        stranger(
                                "an organisation certificate as CEM",
                                "not-a-device",
                                ours.organisation(RemotePartyRole.LOAD_CONTROLLER, GatewayFixture.DSRSP, signing)),
                        stranger(
                                "a certificate of another authority",
                                "chain",
                                other.device(GatewayFixture.CEM_1, signing)),
                        new Stranger(
                                "an unknown subprotocol",
                                "subprotocol",
                                Optional.of(gateway.identity(GatewayFixture.CEM_1)),
                                "route2b.v9"))
                .map(stranger -> DynamicTest.dynamicTest(stranger.name(), () -> check(stranger)));
    }

    private static Stranger stranger(String name, String reason, IssuedIdentity shown) {
        return stranger(name, reason, Optional.of(shown));
    }

    private static Stranger stranger(String name, String reason, Optional<IssuedIdentity> shown) {
        return new Stranger(name, reason, shown, "route2b.v1");
    }

    private static void check(Stranger stranger) throws Exception {
        String before = gateway.stored();
        long counted = refused(stranger.reason());
        ScriptedCem cem = new ScriptedCem(
                gateway.world(), GatewayFixture.CEM_1, stranger.shown(), gateway.identity(GatewayFixture.CEM_1));
        assertThat(cem.dial(gateway.endpoint(), stranger.subprotocol()))
                .failsWithin(MOST)
                .withThrowableThat()
                .satisfies(refusal -> assertThat(refusal).isNotInstanceOf(CompletionException.class));
        Awaitility.await(stranger.reason()).atMost(MOST).until(() -> refused(stranger.reason()) > counted);
        assertThat(gateway.stored()).isEqualTo(before);
    }

    /** The certificate is accepted, so what was refused above was refused for what it is. */
    @Test
    void theRightCertificateIsAccepted() throws Exception {
        gateway.scripted(GatewayFixture.CEM_1)
                .linked(gateway.endpoint(), gateway.world().clock().millis())
                .close();
    }

    private static long refused(String reason) throws Exception {
        URI status = gateway.server().operator().resolve("/status");
        String page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(status).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        JsonNode counts = MAPPER.readTree(page).get("dsrsps").get(0).get("refusedBeforeLink");
        return counts.path(reason).asLong(0);
    }
}
