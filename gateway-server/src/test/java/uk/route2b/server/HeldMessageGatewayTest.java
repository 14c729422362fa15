package uk.route2b.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.Program;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.okhttp.TestCem;

/** Requests above a threshold, from a CEM's socket over the command to a VTN's. */
class HeldMessageGatewayTest {
    private static final String NAMESPACE = " xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"";
    private static final List<String> REQUESTS = List.of("oadrCreatedEvent", "oadrCreateOpt", "oadrPoll");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private WireMockServer vtn;
    private DemoFiles files;
    private Path starting;
    private Path config;
    private GatewayServer server;
    private String out = "";

    @BeforeEach
    void prepare() throws Exception {
        vtn = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        vtn.start();
        vtn.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(202)));
        files = new DemoFiles(folder, Instant.now());
        String text = Files.readString(DemoFiles.sampleFile())
                .replace(
                        "kind: any, count: 3000, octets: 67108864, breach: warn",
                        "kind: any, count: 0, breach: quarantine")
                .replaceFirst("(?m)^tunnel:\n(?:  .*\n)+", "");
        starting = files.write("server.yaml", text);
        start();
    }

    /** The command reads the same file, which has no variables then. */
    private void start() throws IOException {
        server = GatewayServer.start(
                ConfigurationReader.read(starting, files.environment("" + vtn.port(), "1")), Surroundings.ofProcess());
        String text = Files.readString(starting)
                .replace(
                        "${ROUTE2B_OPERATOR_PORT:-8445}",
                        Integer.toString(server.operator().getPort()))
                .replace("${ROUTE2B_DATA:-../demo-run}", folder.toString());
        config = files.write("running.yaml", text);
    }

    @AfterEach
    void stop() {
        server.close();
        vtn.stop();
    }

    private int quarantine(String... arguments) {
        String[] words = Stream.of(
                        Stream.of("quarantine"), Stream.of(arguments), Stream.of("--config", config.toString()))
                .flatMap(each -> each)
                .toArray(String[]::new);
        printed.reset();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Console console = new Console(new ByteArrayInputStream(new byte[0]), stream, stream, false);
        CommandLine line = new CommandLine(new GatewayServerProgram(console, file -> {}), new ConsoleFactory(console));
        int exit = new Program(line, console).run(words);
        out = printed.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private JsonNode listed(String... arguments) {
        assertThat(quarantine(arguments)).as(() -> out).isZero();
        return JsonMapper.shared().readTree(out);
    }

    private String number(String kind) {
        return listed("list", "--up").path("held").values().stream()
                .filter(held -> held.path("kind").asString("").equals(kind))
                .map(held -> held.path("number").asString(""))
                .findFirst()
                .orElseThrow();
    }

    private void allAreHeld() {
        try (TestCem cem = TestCem.dial(
                files,
                server.linkPort(DemoFiles.DSRSP),
                new CemPen(files.cem1(), DemoFiles.CEM_1, System.currentTimeMillis()))) {
            cem.greet(1);
            for (String element : REQUESTS) {
                cem.send(cem.pen().openAdr("<" + element + NAMESPACE + "/>"));
                assertThat(CemPen.receiptIn(cem.next()).status()).isEqualTo(ReceiptStatus.HELD);
            }
        }
    }

    @Test
    void anOperatorReleasesOneDropsAnotherAndAPollStays() throws Exception {
        allAreHeld();
        server.close();
        start();

        assertThat(listed("list").path("heldUp").asInt()).isEqualTo(3);
        String released = number("oadrCreatedEvent");
        assertThat(quarantine("release", released, "--up", "--by", "alice"))
                .as(() -> out)
                .isZero();
        assertThat(quarantine("release", released, "--up", "--by", "bob")).isEqualTo(1);
        assertThat(quarantine("drop", number("oadrCreateOpt"), "--up", "--by", "bob"))
                .as(() -> out)
                .isZero();
        String poll = number("oadrPoll");
        assertThat(quarantine("release", poll, "--up")).isEqualTo(1);
        assertThat(out).contains("asks again by itself");
        assertThat(ordered("/quarantine/up/" + poll + "/release", "application/json"))
                .isEqualTo(409);
        assertThat(ordered("/quarantine/up/" + poll + "/drop", "text/plain")).isEqualTo(415);
        assertThat(ordered("/quarantine/up/" + released + "/release", "application/json"))
                .isEqualTo(404);
        assertThat(listed("list", "--up").path("held")).hasSize(1);

        Awaitility.await()
                .untilAsserted(() -> assertThat(audit())
                        .anyMatch(line ->
                                Stream.of("\"forwarded\"", "\"status\":\"202\"").allMatch(line::contains)));
        assertThat(audit())
                .anyMatch(line -> Stream.of("\"released\"", "\"by\":\"alice\"", "\"up\"", "oadrCreatedEvent")
                        .allMatch(line::contains))
                .anyMatch(line -> Stream.of("\"dropped\"", "\"by\":\"bob\"", "\"up\"", "oadrCreateOpt")
                        .allMatch(line::contains));
        vtn.verify(1, postRequestedFor(anyUrl()));
        vtn.verify(
                1,
                postRequestedFor(urlEqualTo("/OpenADR2/Simple/2.0b/EiEvent"))
                        .withRequestBody(containing("oadrCreatedEvent")));
    }

    private int ordered(String path, String type) throws IOException, InterruptedException {
        HttpRequest order = HttpRequest.newBuilder(server.operator().resolve(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{\"by\":\"alice\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(order, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private List<String> audit() throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve("state/audit"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : found.sorted().toList()) {
                all.append(Files.readString(file));
            }
            return all.toString().lines().toList();
        }
    }
}
