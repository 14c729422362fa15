package uk.route2b.tests.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.postgresql.FreePort;
import uk.route2b.prove.child.CemChildProgram;
import uk.route2b.prove.child.GatewayChildProgram;
import uk.route2b.prove.process.ChildProcess;
import uk.route2b.prove.process.JavaCommand;
import uk.route2b.simulator.dcc.DccFaults;
import uk.route2b.simulator.dcc.DccOptions;
import uk.route2b.simulator.dcc.RunningDcc;
import uk.route2b.simulator.events.Event;
import uk.route2b.simulator.metersystem.Faults;
import uk.route2b.tests.gateway.CarrierFiles;
import uk.route2b.tests.gateway.GatewayFixture;

/** A gateway and a CEM as processes that are killed, and a DCC in this one that sees what passes between them. */
final class KilledWorld implements AutoCloseable {
    private static final Duration MOST = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final int linkPort = FreePort.next();
    private final int deadPort = FreePort.next();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private HttpClient http = HttpClient.newHttpClient();
    private final JavaCommand java;
    private @Nullable RunningDcc dcc;
    private @Nullable ChildProcess gateway;
    private @Nullable ChildProcess cem;
    private volatile Consumer<String> seen = event -> {};
    private URI operator = URI.create("http://127.0.0.1:0");
    private long version = 1;

    KilledWorld(Path folder) throws IOException {
        this.folder = folder;
        this.java = JavaCommand.in(folder.resolve("classes"));
        int posts = FreePort.next();
        URI receiver = URI.create("http://127.0.0.1:" + posts + "/smartdcc/duis");
        DccOptions options = new DccOptions(0, 0, receiver, 7, Faults.NONE, DccFaults.NONE, this::hear);
        // The fixture writes the files; its own gateway makes way for a process.
        GatewayFixture.start(
                        folder,
                        Map.of(
                                "linkPort",
                                linkPort,
                                "duisPort",
                                posts,
                                "labelHoldSeconds",
                                "0.2",
                                "endpoint",
                                deadEndpoint()),
                        carriers -> startDcc(carriers, options))
                .close();
        adapt(folder.resolve("server.yaml"));
        Files.writeString(folder.resolve("cem.yaml"), cemFile());
        startGateway();
        startCem();
    }

    /**
     * Nobody answers at the second meter, so its fragments would be written again and again between those of the first;
     * and whoever lost a link comes back soon.
     */
    private static void adapt(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.strip().startsWith("endpoints:")) {
                String indent = line.substring(0, line.indexOf("endpoints:"));
                lines.add(indent + "retryFirstSeconds: 1");
                lines.add(indent + "retryMaxSeconds: 2");
            }
            if (!line.strip().equals("meter: " + CarrierFiles.METER_2)) {
                lines.add(line);
            }
        }
        Files.write(file, lines);
    }

    /** Nobody listens there, so everything goes by 2a. */
    String deadEndpoint() {
        return "wss://localhost:" + deadPort + "/route2b";
    }

    String endpoint(String host) {
        return "wss://" + host + ":" + linkPort + "/route2b";
    }

    private String startDcc(CarrierFiles carriers, DccOptions options) {
        try {
            dcc = RunningDcc.start(carriers.parties(), options, InstantSource.system());
            return dcc.url().toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** On the DCC's thread, so whoever is killed here is killed before the DCC goes on. */
    private void hear(Event event) {
        String name = String.valueOf(event.fields().get("event"));
        if (name.equals("transformed")) {
            requests.add(String.valueOf(event.fields().get("about")));
        }
        seen.accept(name);
    }

    /** Calls {@code listener} with the name of each event of the DCC. */
    void onEvent(Consumer<String> listener) {
        seen = listener;
    }

    private String cemFile() {
        return """
                commissioning:
                  cem: 00-DB-12-34-56-78-90-C1
                  dsrsp: 90-B3-D5-1F-30-01-00-08
                  dsrspCertificates: [dsrsp-message.pem]
                  anchors: trust.pem
                identity: {certificate: cem-1.pem, key: "file:cem-1.key"}
                state: cem
                openadr:
                  port: 0
                  vens:
                    - {id: VEN_1}
                home: {url: "%s", meter: 00-DB-12-34-56-78-90-A1, readingMillis: 100}
                """.formatted(running().homeUrl());
    }

    private RunningDcc running() {
        RunningDcc started = dcc;
        if (started == null) {
            throw new IllegalStateException("the DCC is started with the files");
        }
        return started;
    }

    /** Starts the gateway on what the last one left. */
    void startGateway() {
        gateway = child(
                "gateway",
                GatewayChildProgram.class,
                folder.resolve("server.yaml").toString(),
                "90-B3-D5-1F-30-01-00-08",
                "none");
        operator = URI.create("http://127.0.0.1:" + gateway.awaitReady(MOST).get(2));
        // The connections of the last one led to a process that is dead.
        http = HttpClient.newHttpClient();
    }

    /** Starts the CEM on what the last one left. */
    void startCem() {
        cem = child("cem", CemChildProgram.class, folder.resolve("cem.yaml").toString(), "none");
        cem.awaitReady(MOST);
    }

    private ChildProcess child(String name, Class<?> program, String... arguments) {
        return ChildProcess.start(name, java.words(program, false, arguments), Map.of(), folder.resolve(name + ".log"));
    }

    ChildProcess gateway() {
        return running(gateway);
    }

    ChildProcess cem() {
        return running(cem);
    }

    private static ChildProcess running(@Nullable ChildProcess child) {
        if (child == null) {
            throw new IllegalStateException("started by the constructor");
        }
        return child;
    }

    /** Orders a move to {@code endpoint}. */
    void move(String endpoint) throws IOException, InterruptedException {
        version++;
        HttpResponse<String> ordered = http.send(
                HttpRequest.newBuilder(operator.resolve("/moves"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"dsrsp\":\"90-B3-D5-1F-30-01-00-08\","
                                + "\"cems\":[\"00-DB-12-34-56-78-90-C1\"],\"perMinute\":60,\"version\":" + version
                                + ",\"endpoints\":[\"" + endpoint + "\"]}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(201);
    }

    /** The CEM has answered the newest configuration: it holds it, or has given it up. */
    void awaitAnswered() {
        await("an answer to configuration " + version, () -> {
            JsonNode one = status();
            return one.path("currentConfiguration").asLong() == version
                    && !one.path("configuration").asString().equals("TO_SEND");
        });
    }

    /** The newest configuration is in force, and there is a link under it. */
    void awaitLinkUnderNewest() {
        await("a link under configuration " + version, () -> {
            JsonNode one = status();
            return one.path("confirmedConfiguration").asLong() == version
                    && one.path("route").asString().equals("2b");
        });
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(MOST)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(condition);
    }

    private JsonNode status() throws IOException, InterruptedException {
        String page = http.send(
                        HttpRequest.newBuilder(operator.resolve("/status")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return JSON.readTree(page).path("dsrsps").path(0).path("cems").path(0);
    }

    /** The identifiers of all requests that the DCC has transformed, in order. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        gateway().kill();
        cem().kill();
        running().close();
    }
}
