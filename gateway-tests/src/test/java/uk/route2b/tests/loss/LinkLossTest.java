package uk.route2b.tests.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.client.GatewayClient;
import uk.route2b.client.GatewayListener;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.spi.KeySource;
import uk.route2b.client.spi.Signer;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.server.GatewayServer;
import uk.route2b.server.Surroundings;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.delivery.Step;
import uk.route2b.tests.gateway.ClientFixture;
import uk.route2b.tests.gateway.GatewayFixture;

/**
 * The link is cut at every step of a payload on its way down, at the gateway and at the CEM, and once is not there at
 * all. Whatever the step: the VEN has each payload once, in order, and what the VTN was told is true.
 */
@SuppressWarnings("NullAway.Init") // each test opens its own world first
class LinkLossTest {
    private static final Duration MOST = Duration.ofSeconds(90);
    private static final List<String> GATEWAY_STEPS = Stream.of(Step.values())
            .filter(step -> step.name().startsWith("DOWN"))
            .map(step -> "gateway " + step)
            .toList();
    private static final List<String> CEM_STEPS = Stream.of(uk.route2b.client.spi.Step.values())
            .filter(step -> step.name().startsWith("DOWN"))
            .map(step -> "cem " + step)
            .toList();

    @TempDir
    private Path folder;

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final List<String> untrue = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> cutAt = new AtomicReference<>("");
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger storedAtCem = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicBoolean polled = new AtomicBoolean();
    private final List<AutoCloseable> open = new ArrayList<>();
    private CutWire wire;
    private QueueVtn vtn;
    private GatewayServer server;
    private URI push;

    @AfterEach
    void stop() throws Exception {
        for (int index = open.size() - 1; index >= 0; index--) {
            open.get(index).close();
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }

    private void start(String profile) throws IOException {
        vtn = opened(new QueueVtn(this::asked));
        GatewayFixture files = opened(GatewayFixture.start(folder, Map.of("vtn", "http://127.0.0.1:" + vtn.port())));
        files.stop();
        Path config = folder.resolve("server.yaml");
        Files.writeString(
                config,
                Files.readString(config).replace("name: vtn, url:", "name: vtn, profile: " + profile + ", url:"));
        server = opened(GatewayServer.start(
                ConfigurationReader.read(config, new Environment(Map.of())),
                Surroundings.ofProcess().steps((step, key) -> reached(step))));
        push = server.push().resolve(files.push("VEN_1").getPath() + "/EiReport");
        wire = opened(new CutWire(() -> server.linkEndpoints().get(0).getPort()));
        GatewayClient client = opened(client(files));
        client.start();
        Awaitility.await().atMost(MOST).until(() -> client.status().isOpen());
    }

    private GatewayClient client(GatewayFixture files) throws IOException {
        IssuedIdentity identity = files.identity(GatewayFixture.CEM_1);
        LinkConfiguration usual =
                ClientFixture.configuration(files, URI.create("wss://localhost:" + wire.port() + "/route2b"));
        LinkConfiguration quick = new LinkConfiguration(
                usual.version(),
                usual.endpoints(),
                usual.gateway(),
                usual.issuer(),
                usual.timeMillis(),
                usual.certificate(),
                usual.notBeforeMillis(),
                usual.notAfterMillis(),
                new LinkTimers(30, 1, 1, 3600));
        return GatewayClient.builder(ClientFixture.record(files, GatewayFixture.CEM_1))
                .signer(Signer.of(identity.key()))
                .keySource(KeySource.of(identity.key(), identity.chain()))
                .journal(Journal.inFolder(folder.resolve("state")))
                .linkConfiguration(quick)
                .steps(this::reached)
                .listener(new Taking())
                .build();
    }

    /** The VEN: it takes what it is handed. */
    private final class Taking implements GatewayListener {
        @Override
        public void onPayload(OpenAdrPayload payload, Runnable taken) {
            arrived.add(payload.body().text().replaceAll("(?s).*<pyld:requestID>(.*)</pyld:requestID>.*", "$1"));
            taken.run();
        }
    }

    private void reached(Step step) {
        if (step == Step.DOWN_1_QUEUED) {
            queued.incrementAndGet();
        }
        cutIf("gateway " + step);
    }

    private void reached(uk.route2b.client.spi.Step step) {
        if (step == uk.route2b.client.spi.Step.DOWN_2_STORED) {
            storedAtCem.incrementAndGet();
        }
        cutIf("cem " + step);
    }

    private void cutIf(String place) {
        if (place.equals(cutAt.get())) {
            cutAt.set("");
            cuts.incrementAndGet();
            wire.cut();
        }
    }

    /** A poll says that what the last one brought is taken: then it has to be in the store. */
    private void asked() {
        if (polled.get() && vtn.given() > queued.get()) {
            untrue.add("asked again while message " + vtn.given() + " was not stored");
        }
    }

    private static String message(String id) {
        return OpenAdrXml.document(
                "oadrCancelReport", "<pyld:requestID>" + id + "</pyld:requestID>" + OpenAdrXml.venId("VEN_1"), true);
    }

    private void awaitArrival(List<String> expected, String place) {
        Awaitility.await(place)
                .atMost(MOST)
                .untilAsserted(() -> assertThat(arrived).as(place).containsExactlyElementsOf(expected));
    }

    @Test
    void polledForTheVenNothingIsLostWhereverTheLinkIsCut() throws Exception {
        start("openleadr");
        polled.set(true);
        List<String> expected = new ArrayList<>();
        for (String place :
                Stream.concat(GATEWAY_STEPS.stream(), CEM_STEPS.stream()).toList()) {
            cutAt.set(place);
            expected.add(place);
            vtn.queue(message(place));
            awaitArrival(expected, place);
            Awaitility.await(place + " was reached").atMost(MOST).until(() -> "".equals(cutAt.get()));
        }
        wire.shut();
        expected.add("no link");
        vtn.queue(message("no link"));
        Awaitility.await().atMost(MOST).until(() -> queued.get() == expected.size());
        wire.mend();
        awaitArrival(expected, "no link");

        assertThat(cuts).hasValue(GATEWAY_STEPS.size() + CEM_STEPS.size());
        assertThat(untrue).isEmpty();
        assertThat(vtn.given()).isEqualTo(expected.size());
    }

    @Test
    void pushedTheVtnIsTold200OnceTheCemHasItAndNeverBefore() throws Exception {
        start("epri");
        List<String> expected = new ArrayList<>();
        for (String place :
                Stream.concat(GATEWAY_STEPS.stream(), CEM_STEPS.stream()).toList()) {
            cutAt.set(place);
            expected.add(place);
            int before = storedAtCem.get();
            pushUntilTaken(message(place));
            assertThat(storedAtCem.get()).as(place).isGreaterThan(before);
            awaitArrival(expected, place);
            Awaitility.await(place + " was reached").atMost(MOST).until(() -> "".equals(cutAt.get()));
        }
        wire.shut();
        assertThat(pushed(message("no link"))).isEqualTo(503);
        assertThat(arrived).containsExactlyElementsOf(expected);
        wire.mend();
        expected.add("no link");
        pushUntilTaken(message("no link"));
        awaitArrival(expected, "no link");

        assertThat(cuts).hasValue(GATEWAY_STEPS.size() + CEM_STEPS.size());
    }

    /** As EPRI's VTN: anything but 200 keeps the message, and it comes again. */
    private void pushUntilTaken(String message) {
        Awaitility.await(message).atMost(MOST).pollInSameThread().until(() -> pushed(message) == 200);
    }

    private int pushed(String message) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(push)
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
