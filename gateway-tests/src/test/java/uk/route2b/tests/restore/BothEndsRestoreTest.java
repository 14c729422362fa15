package uk.route2b.tests.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.StateCopy;
import uk.route2b.postgresql.FreePort;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.Exchange;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.sqlite.SqliteStore;
import uk.route2b.tests.gateway.ClientFixture;
import uk.route2b.tests.gateway.GatewayFixture;

/** A real gateway and a real CEM, each or both put back to old copies of different moments, with work under way. */
class BothEndsRestoreTest {
    private static final long MOST_SECONDS = 25;
    private static final CemKey KEY = new CemKey(GatewayFixture.DSRSP, GatewayFixture.CEM_1);

    @TempDir
    Path folder;

    private CountingVtn vtn;
    private GatewayFixture gateway;
    private ClientFixture cem;
    private final List<String> payloads = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        vtn = new CountingVtn();
        // The CEM keeps the endpoint that it knows, so the gateway has to come back to the same port.
        gateway = GatewayFixture.start(folder, Map.of("vtn", vtn.url(), "linkPort", FreePort.next()));
        cem = ClientFixture.start(gateway, GatewayFixture.CEM_1, state()).awaitOpen();
    }

    @AfterEach
    void stop() {
        cem.close();
        gateway.close();
        vtn.close();
    }

    private Path state() {
        return folder.resolve("cem");
    }

    private CompletableFuture<OpenAdrAnswer> send(String name) {
        requests.add(name);
        return cem.client().send(OpenAdrRequest.of(CountingVtn.payload(name))).toCompletableFuture();
    }

    private void ask(String name) throws Exception {
        assertThat(send(name).get(MOST_SECONDS, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        OpenAdrAnswer.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(200));
    }

    private void push(String name) throws Exception {
        assertThat(vtn.push(gateway.push("VEN_1"), name).get(MOST_SECONDS, TimeUnit.SECONDS))
                .isEqualTo(200);
        ClientFixture.Received payload = cem.payloads().poll(MOST_SECONDS, TimeUnit.SECONDS);
        assertThat(payload).isNotNull();
        payloads.add(payload.body().text());
    }

    /** Takes those copies of this moment that an end goes back to. */
    private void copy(String name, String ofGateway, String ofCem) throws Exception {
        if (name.equals(ofGateway)) {
            Launched.route2b(folder, List.of("server", "backup", "--config", "server.yaml", "--out", name + ".db"))
                    .done();
        }
        if (name.equals(ofCem)) {
            copyCem(folder.resolve(name + ".cem"));
        }
    }

    /** Once it is stored that the VEN has taken what it was given: what is not is rightly given again. */
    private void copyCem(Path file) {
        Awaitility.await().until(() -> {
            Files.deleteIfExists(file);
            return StateCopy.take(state(), file, Instant.now()).state().payloads() == 0;
        });
    }

    /**
     * Which copy each end goes back to; empty for an end that was not lost. The first three in an ordinary build; all
     * with {@code -Droute2b.tests=whole}, as .ci/run has it.
     */
    static Stream<Arguments> moments() {
        boolean whole = System.getProperty("route2b.tests", "").equals("whole");
        return allMoments().limit(whole ? Long.MAX_VALUE : 3);
    }

    private static Stream<Arguments> allMoments() {
        return Stream.of(
                Arguments.of("first", ""),
                Arguments.of("", "first"),
                Arguments.of("first", "second"),
                Arguments.of("second", "first"),
                Arguments.of("second", ""),
                Arguments.of("", "second"),
                Arguments.of("first", "first"));
    }

    @ParameterizedTest(name = "gateway back to \"{0}\", CEM back to \"{1}\"")
    @MethodSource("moments")
    void nothingActsTwiceNoCounterIsReusedAndNewTrafficFlows(String ofGateway, String ofCem) throws Exception {
        ask("request-1");
        push("event-1");
        CompletableFuture<OpenAdrAnswer> slow = send("slow-request");
        Awaitility.await().until(() -> vtn.received("slow-request") == 1);
        copy("first", ofGateway, ofCem);
        ask("request-2");
        push("event-2");
        copy("second", ofGateway, ofCem);
        vtn.answerSlow();
        assertThat(slow.get(MOST_SECONDS, TimeUnit.SECONDS)).isInstanceOf(OpenAdrAnswer.Answered.class);
        ask("request-3");
        push("event-3");
        cem.close();
        gateway.stop();
        Optional<Path> replaced = restoreGateway(ofGateway);
        restoreCem(ofCem);
        gateway.startAgain();
        cem = ClientFixture.start(gateway, GatewayFixture.CEM_1, state()).awaitOpen();
        ask("request-4");
        push("event-4");

        for (String name : requests) {
            assertThat(vtn.received(name)).as(name).isEqualTo(1);
        }
        assertThat(cem.payloads()).isEmpty();
        assertThat(payloads).doesNotHaveDuplicates().hasSize(4);
        assertThat(cem.client().status().counters().alarms()).isZero();
        cem.close();
        gateway.stop();
        requireNoCounterTwice(replaced);
        gateway.startAgain();
    }

    private Optional<Path> restoreGateway(String copy) throws Exception {
        if (copy.isEmpty()) {
            return Optional.empty();
        }
        Launched run = Launched.route2b(
                        folder,
                        List.of(
                                "server",
                                "restore",
                                "--config",
                                "server.yaml",
                                "--from",
                                copy + ".db",
                                "--force",
                                "--json"))
                .done();
        return Optional.of(folder.resolve(run.json().path("replaced").asString("")));
    }

    private void restoreCem(String copy) throws Exception {
        if (!copy.isEmpty()) {
            StateCopy.restore(
                    folder.resolve(copy + ".cem"),
                    state(),
                    ClientFixture.record(gateway, GatewayFixture.CEM_1),
                    Instant.now(),
                    true);
        }
    }

    /** Over the store that was lost and the one that took its place: a counter means the same octets in both. */
    private void requireNoCounterTwice(Optional<Path> replaced) {
        Map<String, Octets> digests = new HashMap<>();
        replaced.ifPresent(lost -> add(lost, digests));
        add(folder.resolve("server.db"), digests);
        assertThat(digests).hasSizeGreaterThan(4);
    }

    private static void add(Path file, Map<String, Octets> digests) {
        try (GatewayStore store = SqliteStore.openToRead(file, "gateway", InstantSource.system())) {
            for (Exchange exchange : store.transcript(KEY, 0, Long.MAX_VALUE, 0, 1_000)) {
                Octets before =
                        digests.put(exchange.down() + Long.toUnsignedString(exchange.counter()), exchange.digest());
                assertThat(before == null || before.equals(exchange.digest()))
                        .as("counter %s", exchange.counter())
                        .isTrue();
            }
        }
    }
}
