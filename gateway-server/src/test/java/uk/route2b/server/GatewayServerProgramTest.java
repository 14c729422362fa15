package uk.route2b.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.Program;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.RevocationList;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.pki.issue.Validity;
import uk.route2b.server.checks.schema.SmallSchema;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.testing.DemoFiles;

/** The program as a person and a script see it. */
class GatewayServerProgramTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private DemoFiles files;
    private Path config;

    @BeforeEach
    void layOut() throws Exception {
        files = new DemoFiles(folder, Instant.now());
        String sample = Files.readString(DemoFiles.sampleFile())
                .replace("${ROUTE2B_DATA:-../demo-run}", folder.toString())
                .replace("${ROUTE2B_LINK_PUBLIC_PORT:-8443}", "8443")
                .replace("${ROUTE2B_DCC_PORT:-8079}", "1")
                .replace("${ROUTE2B_VTN_PORT:-8480}", "1")
                .replaceAll("\\$\\{ROUTE2B_[A-Z_]*PORT:-[0-9]+}", "0");
        config = files.write("server.yaml", sample);
    }

    private int run(String... arguments) {
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        CommandLine line = new CommandLine(new GatewayServerProgram(console, file -> {}), new ConsoleFactory(console));
        return new Program(line, console).run(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void checkOfASoundConfigurationFindsNothing() {
        assertThat(run("check", "--config", config.toString())).isZero();
        assertThat(out()).contains("is sound: 1 DSRSP, 2 CEMs");
    }

    @Test
    void checkSaysWhatItFindsAndWhatMendsIt() {
        files.write("secrets/push-VEN_1", "guess");

        assertThat(run("check", "--config", config.toString())).isEqualTo(1);
        assertThat(out()).contains("found: line", "VEN VEN_1", "128 bits", "try: make one", ": 1 found");
    }

    @Test
    void checkForAProgramIsJsonAndNothingElse() {
        files.write("secrets/push-VEN_1", "guess");

        assertThat(run("check", "--json", "--config", config.toString())).isEqualTo(1);
        JsonNode answer = JSON.readTree(out());
        assertThat(answer.path("ok").asBoolean()).isFalse();
        assertThat(answer.path("findings").path(0).path("subject").asString("")).contains("VEN_1");
    }

    private void revocationLists(X509CRL... lists) throws Exception {
        StringBuilder names = new StringBuilder();
        for (X509CRL list : lists) {
            names.append(files.write(
                            "crl-" + names.length() + ".pem", Pem.of(list).text()))
                    .append(", ");
        }
        Files.writeString(
                config,
                Files.readString(config).replaceFirst("revocationLists: .*", "revocationLists: [" + names + "]"));
    }

    @Test
    void checkReadsTheRevocationLists() throws Exception {
        Authority devices = files.hierarchy().deviceCa();
        X509CRL good = devices.revocationList(RevocationList.FIRST, devices.days(30));
        Instant now = Instant.now();
        X509CRL late = devices.revocationList(
                RevocationList.FIRST, new Validity(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2))));
        X509CRL forged = TestHierarchy.create(now).deviceCa().revocationList(RevocationList.FIRST, devices.days(30));

        revocationLists(good, late);
        assertThat(run("check", "--config", config.toString())).as(out()).isZero();
        revocationLists(late);
        assertThat(run("check", "--config", config.toString())).isEqualTo(1);
        assertThat(out()).contains("was to be replaced by", "revocation-unknown");
        revocationLists(forged);
        assertThat(run("check", "--config", config.toString())).isEqualTo(1);
        assertThat(out()).contains("is not signed by");
        Files.writeString(folder.resolve("crl-0.pem"), "nothing");
        assertThat(run("check", "--config", config.toString())).isEqualTo(1);
        assertThat(out()).contains("it holds no revocation list");
        revocationLists(
                good, files.hierarchy().organisationCa().revocationList(RevocationList.FIRST, devices.days(30)));
        files.trust(List.of(
                files.hierarchy().root().certificate(),
                files.hierarchy().deviceCa().certificate()));
        assertThat(run("check", "--config", config.toString())).isEqualTo(1);
        assertThat(out()).contains("none of the authorities in trust");
    }

    @Test
    void aSchemaThatDoesNotDoIsFoundAndStopsTheStart() throws Exception {
        Path schema = Files.createDirectory(folder.resolve("schema"));
        Files.writeString(
                config,
                Files.readString(config).replaceFirst("checks:", "checks:\n  schema: {folder: " + schema + "}"));

        assertThat(run("check", "--config", config.toString())).isEqualTo(1);
        assertThat(out()).contains("found: checks.schema.folder", "no file *.xsd");
        assertThat(run("--config", config.toString())).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error: checks.schema.folder", "no file *.xsd");
        SmallSchema.in(schema);
        assertThat(run("check", "--config", config.toString())).isZero();
    }

    @Test
    void checkFindsAPortThatIsTaken() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String port = "port: " + taken.getLocalPort();
            Files.writeString(config, Files.readString(config).replaceFirst("(?s)(operator:.*?)port: 0", "$1" + port));

            assertThat(run("check", "--config", config.toString())).isEqualTo(1);
            assertThat(out()).contains("operator 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void withoutAConfigurationItSaysWhichOptionIsMissing() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--config");
    }

    @Test
    void helpIsAShortManual() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("Examples:", "route2b server check", "Exit codes:");
        assertThat(run("check", "--help")).isZero();
    }

    @Test
    void aRegisterAtFaultStopsTheStartWithThreeLines() {
        files.write("secrets/push-VEN_1", "guess");

        assertThat(run("--config", config.toString())).isEqualTo(5);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error: line", "why:", "try:");
    }

    /** A process of its own, because only there a signal ends it. */
    @Test
    @Timeout(60)
    void aSignalEndsItCleanlyWithExitCodeZero() throws Exception {
        Process process = new ProcessBuilder(command())
                .redirectError(folder.resolve("log").toFile())
                .start();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String ready = String.valueOf(reader.readLine());
            assertThat(ready).startsWith("route2b server ready: link wss://localhost:");
            assertThat(health(ready)).isEqualTo(200);
            process.toHandle().destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

            assertThat(process.exitValue()).isZero();
            assertThat(reader.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
        List<String> log = Files.readAllLines(folder.resolve("log"));
        assertThat(log)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(JSON.readTree(line).isObject()).isTrue());
        assertThat(String.join("\n", log))
                .contains("stopped: store", "verified by BC")
                .doesNotContain(DemoFiles.TOKEN_1);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 22) {
            // Else the JVM itself says a line about SQLite's library, and not in JSON.
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), GatewayServerProgram.class.getName()));
        command.addAll(List.of("--config", config.toString()));
        return command;
    }

    private static int health(String ready) throws Exception {
        Matcher matcher = Pattern.compile("operator (http://\\S+)").matcher(ready);
        assertThat(matcher.find()).isTrue();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(matcher.group(1) + "/health"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void stateAsksTheServerThatRunsAndSaysWhatHolds() throws Exception {
        String open = Files.readString(config);
        String sample = open.replaceFirst(
                "(?s)(operator:.*?port: 0)",
                "$1\n  actToken: file:" + files.write("act", "a-token-that-nobody-can-guess"));
        Files.writeString(config, sample);
        try (GatewayServer server = GatewayServer.start(
                ConfigurationReader.read(config, new Environment(Map.of())), Surroundings.ofProcess())) {
            String port = "port: " + server.operator().getPort();
            String cem = DemoFiles.CEM_1.toString();

            Files.writeString(config, open.replaceFirst("(?s)(operator:.*?)port: 0", "$1" + port));
            assertThat(run("state", "--config", config.toString(), cem, "suspended"))
                    .isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("is as it was", "token");
            Files.writeString(config, sample.replaceFirst("(?s)(operator:.*?)port: 0", "$1" + port));

            assertThat(run("state", "--config", config.toString(), cem, "suspended"))
                    .isZero();
            assertThat(out()).contains("CEM " + cem + " was active and is suspended");
            assertThat(run("state", "--json", "--config", config.toString(), cem, "revoked"))
                    .isZero();
            assertThat(out()).contains("\"before\" : \"suspended\"", "\"state\" : \"revoked\"");
            assertThat(run("state", "--config", config.toString(), cem, "active"))
                    .isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("is as it was", "that is for good");
            assertThat(run("state", "--config", config.toString(), "nobody", "active"))
                    .isEqualTo(2);
        }
        assertThat(run("state", "--config", config.toString(), DemoFiles.CEM_1.toString(), "active"))
                .isEqualTo(6);
    }
}
