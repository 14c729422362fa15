package uk.route2b.tests.tunnel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.cem.home.HttpMeter;
import uk.route2b.client.GatewayClient;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.spi.KeySource;
import uk.route2b.client.spi.Signer;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.postgresql.FreePort;
import uk.route2b.simulator.dcc.DccFaults;
import uk.route2b.simulator.dcc.DccOptions;
import uk.route2b.simulator.dcc.RunningDcc;
import uk.route2b.simulator.events.Event;
import uk.route2b.simulator.metersystem.Faults;
import uk.route2b.tests.gateway.CarrierFiles;
import uk.route2b.tests.gateway.ClientFixture;
import uk.route2b.tests.gateway.GatewayFixture;

/** A DCC with its meters, a gateway, and a CEM that knows nothing but its commissioning record, all over sockets. */
final class Route2aWorld implements AutoCloseable {
    private static final Duration MOST = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final GatewayFixture gateway;
    private RunningDcc dcc;
    private GatewayClient cem;

    /**
     * Starts all of it.
     *
     * @param pauseSeconds between two writes of a fragment
     * @param faults on the way to the meters
     * @param dccFaults at the DCC
     * @param front stands before the DCC: its address, given that of the DCC
     */
    Route2aWorld(Path folder, int pauseSeconds, Faults faults, DccFaults dccFaults, UnaryOperator<String> front)
            throws IOException {
        this.folder = folder;
        int link = FreePort.next();
        int posts = FreePort.next();
        URI receiver = URI.create("http://127.0.0.1:" + posts + "/smartdcc/duis");
        DccOptions options = new DccOptions(0, 0, receiver, 7, faults, dccFaults, this::hear);
        this.gateway = GatewayFixture.start(
                folder,
                Map.of(
                        "linkPort", link,
                        "duisPort", posts,
                        "labelHoldSeconds", "0.2",
                        "pauseSeconds", pauseSeconds,
                        "endpoint", "wss://localhost:" + link + "/route2b"),
                carriers -> front.apply(startDcc(carriers, options)));
        startCem();
    }

    private String startDcc(CarrierFiles carriers, DccOptions options) {
        try {
            dcc = RunningDcc.start(carriers.parties(), options, InstantSource.system());
            return dcc.url().toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void hear(Event event) {
        if ("transformed".equals(event.fields().get("event"))) {
            requests.add(String.valueOf(event.fields().get("about")));
        }
    }

    /** Starts the CEM, or starts it again on the same state. */
    void startCem() throws IOException {
        IssuedIdentity identity = gateway.identity(GatewayFixture.CEM_1);
        cem = GatewayClient.builder(ClientFixture.record(gateway, GatewayFixture.CEM_1))
                .signer(Signer.of(identity.key()))
                .keySource(KeySource.of(
                        identity.key(),
                        List.of(
                                identity.certificate(),
                                gateway.world().hierarchy().deviceCa().certificate())))
                .journal(Journal.inFolder(folder.resolve("cem")))
                .homeAreaNetwork(new HttpMeter(dcc.homeUrl(), CarrierFiles.METER_1))
                .readingInterval(Duration.ofMillis(50))
                .build();
        cem.start();
    }

    GatewayClient cem() {
        return cem;
    }

    GatewayFixture gateway() {
        return gateway;
    }

    /** The identifiers of all requests that the DCC has transformed, in order. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** What the DCC and its meters counted. */
    long counted(String name) {
        return dcc.dcc().counts().getOrDefault(name, 0L);
    }

    /** A count under {@code tunnel} of the status page: {@code writes/CODE} or {@code notices/CODE}. */
    long noted(String path) {
        String[] steps = path.split("/", -1);
        return status().path("tunnel").path(steps[0]).path(steps[1]).asLong(0);
    }

    JsonNode status() {
        return page("/status");
    }

    /** A page of the operator. */
    JsonNode page(String path) {
        URI page = gateway.server().operator().resolve(path);
        try {
            return JSON.readTree(HTTP.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What the operator's interface answers to an order. */
    String order(String path, String json) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(gateway.server().operator().resolve(path))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The link configuration has come by 2a, and the CEM has dialled. */
    void awaitLink() {
        Awaitility.await("the link").atMost(MOST).until(() -> cem.status().state() == LinkStatus.State.OPEN);
    }

    void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what).atMost(MOST).until(condition);
    }

    @Override
    public void close() {
        cem.close();
        gateway.close();
        dcc.close();
    }
}
