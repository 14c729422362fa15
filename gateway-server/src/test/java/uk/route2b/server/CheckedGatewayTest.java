package uk.route2b.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.Program;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.logback.HeardLog;
import uk.route2b.server.testing.okhttp.TestCem;

/**
 * The three checks of a whole gateway over real sockets: what is held and decided, what the audit says, what is not.
 */
class CheckedGatewayTest {
    private static final String READ = "read-4f5688d7ec933be24f5688d7";
    private static final String ACT = "act-4e5ed7d3ab43485c4e5ed7d3";
    private static final EntityIdentifier STRANGER = EntityIdentifier.parse("00-DB-12-34-56-78-90-FF");
    private static final String EVENT = "an-event-that-nobody-else-has";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private HeardLog log;
    private DemoFiles files;
    private Path config;
    private GatewayServer server;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private String out = "";

    /** One home of the two may change its load at a time. */
    @BeforeEach
    void start() throws Exception {
        log = new HeardLog();
        files = new DemoFiles(folder, Instant.now());
        String text = Files.readString(DemoFiles.sampleFile())
                .replace("percent: 20", "percent: 1")
                .replace("atLeast: 10", "atLeast: 1")
                .replace("reconcileSeconds: 5", "reconcileSeconds: 1")
                .replace("  # readToken: file:secrets/", "  readToken: file:secrets/")
                .replace("  # actToken: file:secrets/", "  actToken: file:secrets/")
                .replaceFirst("(?m)^tunnel:\n(?:  .*\n)+", "");
        files.write("secrets/operator-read", READ + "\n");
        files.write("secrets/operator-act", ACT + "\n");
        Path starting = files.write("server.yaml", text);
        server = GatewayServer.start(
                ConfigurationReader.read(starting, files.environment("1", "1")), Surroundings.ofProcess());
        config = files.write("running.yaml", running(text));
    }

    /** The same file as a command reads it, which has no variables. */
    private String running(String text) {
        return text.replace(
                        "${ROUTE2B_OPERATOR_PORT:-8445}",
                        Integer.toString(server.operator().getPort()))
                .replace("${ROUTE2B_DATA:-../demo-run}", folder.toString());
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    private TestCem dial(IssuedIdentity identity, EntityIdentifier cem) {
        return TestCem.dial(
                files, server.linkPort(DemoFiles.DSRSP), new CemPen(identity, cem, System.currentTimeMillis()));
    }

    private CompletableFuture<HttpResponse<String>> push(String token) {
        String list = "<oadrDistributeEvent xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"><eiEvent><eventDescriptor>"
                + "<eventID>" + EVENT + "</eventID></eventDescriptor><eiActivePeriod><properties><dtstart><date-time>"
                + Instant.now().plus(Duration.ofHours(2)) + "</date-time></dtstart><duration><duration>PT1H</duration>"
                + "</duration></properties></eiActivePeriod></eiEvent></oadrDistributeEvent>";
        return http.sendAsync(
                HttpRequest.newBuilder(server.push().resolve("/push/" + token + "/EiEvent"))
                        .POST(HttpRequest.BodyPublishers.ofString(list))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.operator() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    private int quarantine(String... arguments) {
        String[] words = Stream.of(
                        Stream.of("quarantine"), Stream.of(arguments), Stream.of("--config", config.toString()))
                .flatMap(each -> each)
                .toArray(String[]::new);
        Console console = console();
        CommandLine line = new CommandLine(new GatewayServerProgram(console, file -> {}), new ConsoleFactory(console));
        return said(() -> new Program(line, console).run(words));
    }

    private Console console() {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new Console(new ByteArrayInputStream(new byte[0]), stream, stream, false);
    }

    private int said(java.util.function.IntSupplier command) {
        printed.reset();
        int exit = command.getAsInt();
        out = printed.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private String held() {
        assertThat(quarantine("list")).as(() -> out).isZero();
        JsonNode held = JsonMapper.shared().readTree(out).path("held");
        assertThat(held).hasSize(1);
        assertThat(held.path(0).path("reason").asString("")).isEqualTo("dispatch-cap");
        return held.path(0).path("number").asString("");
    }

    private static void take(TestCem cem) {
        SignedMessage message = cem.next();
        assertThat(CemPen.exchangeIn(message).body().text()).contains(EVENT);
        cem.send(cem.pen().receipt(message, ReceiptStatus.STORED, ""));
    }

    /** Two lists beyond the cap: one is dropped by bob, the other let go by alice. */
    private void twoAreHeldAndDecided(TestCem first, TestCem second) {
        CompletableFuture<HttpResponse<String>> admitted = push(DemoFiles.TOKEN_1);
        take(first);
        assertThat(admitted.join().statusCode()).isEqualTo(200);

        String dropped = pushedAndHeld();
        assertThat(quarantine("drop", dropped, "--by", "bob")).as(() -> out).isZero();
        assertThat(quarantine("release", dropped, "--by", "bob")).isEqualTo(1);
        assertThat(get("/quarantine", READ).body()).contains("\"held\" : [ ]");

        String released = pushedAndHeld();
        assertThat(second.poll(Duration.ofMillis(1))).isNull();
        assertThat(quarantine("release", released, "--by", "alice"))
                .as(() -> out)
                .isZero();
        take(second);
    }

    private String pushedAndHeld() {
        HttpResponse<String> told = push("0123456789abcdef0123456789abcdef").join();
        assertThat(told.statusCode()).as(told.body()).isEqualTo(502);
        assertThat(told.body()).contains("dispatch-cap");
        return held();
    }

    private void somebodyIsRefused(TestCem known) {
        try (TestCem stranger = dial(files.device(STRANGER), STRANGER)) {
            assertThat(stranger.ended().httpStatus()).isEqualTo(403);
        }
        known.send(known.pen().openAdr("<nothing-that-anybody-knows/>"));
        assertThat(CemPen.receiptIn(known.next()).status()).isEqualTo(ReceiptStatus.REFUSED);
        assertThat(get("/status", "not-" + READ).statusCode()).isEqualTo(401);
    }

    @Test
    void eachVerdictIsInTheAuditWithWhoAndWhenAndNoSecretIsAnywhere() throws Exception {
        StringBuilder pages = new StringBuilder();
        try (TestCem first = dial(files.cem1(), DemoFiles.CEM_1);
                TestCem second = dial(files.cem2(), DemoFiles.CEM_2)) {
            first.greet(1);
            second.greet(1);
            twoAreHeldAndDecided(first, second);
            somebodyIsRefused(first);
            List.of("/status", "/refusals", "/quarantine", "/deadletters", "/health", "/thresholds")
                    .forEach(path -> pages.append(get(path, READ).body()));
        }
        server.close();

        Path audit = folder.resolve("state/audit");
        assertThat(said(() -> AuditProgram.program(console()).run("verify", audit.toString())))
                .as(() -> out)
                .isZero();
        String records = text(audit);
        records(records);
        assertThat(log.text()).contains("is welcomed", "dispatch-cap");
        for (String place : List.of(log.text(), records, pages.toString())) {
            assertThat(secrets()).noneMatch(place::contains);
        }
        assertThat(records + log.text()).doesNotContain(EVENT, "nothing-that-anybody-knows");
    }

    private static void records(String audit) {
        String at = "\"at\":\"20";
        assertThat(audit.lines())
                .anyMatch(line -> Stream.of(at, "\"kind\":\"verdict\"", "\"message\":\"oadrDistributeEvent\"")
                        .allMatch(line::contains))
                .anyMatch(line ->
                        Stream.of(at, "\"held\"", "dispatch-cap", "VEN_2A").allMatch(line::contains))
                .anyMatch(line ->
                        Stream.of(at, "\"released\"", "\"by\":\"alice\"").allMatch(line::contains))
                .anyMatch(line -> Stream.of(at, "\"dropped\"", "\"by\":\"bob\"").allMatch(line::contains))
                .anyMatch(line ->
                        Stream.of(at, "stranger", "unknown-cem", "127.0.0.1").allMatch(line::contains))
                .anyMatch(line -> Stream.of(at, "\"accepted\"", "hello", DemoFiles.CEM_1.toString())
                        .allMatch(line::contains))
                .anyMatch(line -> Stream.of(at, "\"refused\"", "message", "\"openadr\"", "digest")
                        .allMatch(line::contains));
    }

    private static String text(Path audit) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> found = Files.list(audit)) {
            for (Path file : found.sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    /** Tokens, and each line of a key that nothing else has. */
    private List<String> secrets() throws IOException {
        Stream<String> keys = Stream.of("dsrsp-message", "dsrsp-tls")
                .flatMap(name ->
                        read(folder.resolve("identities/" + name + ".key")).lines())
                .filter(line -> !line.startsWith("-----"));
        return Stream.concat(
                        Stream.of(
                                READ,
                                ACT,
                                DemoFiles.TOKEN_1,
                                "0123456789abcdef0123456789abcdef",
                                "fedcba9876543210fedcba9876543210"),
                        keys)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
