package uk.route2b.cem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.client.LinkStatus;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.Program;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;

class CemTest {
    private static final Path SHIPPED =
            Path.of(System.getProperty("route2b.project", "..")).resolve("config");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private TestHierarchy hierarchy;
    private Path file;

    @BeforeEach
    void makeFiles() throws IOException {
        hierarchy = DemoIdentities.make(folder);
        file = folder.resolve("config/cem.yaml");
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(
                file,
                Files.readString(SHIPPED.resolve("cem-1.yaml"))
                        .replace("${ROUTE2B_DATA:-../demo-run}", "..")
                        .replace("${ROUTE2B_CEM_1_PORT:-8451}", "0")
                        .replace("${ROUTE2B_HOME_PORT:-8490}", "1"));
    }

    private CemConfiguration configuration() {
        return CemConfiguration.read(file, Map.of());
    }

    private static HttpResponse<String> get(Cem cem, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(cem.endpoint().url() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Runs the program with streams of its own; what it writes to standard output goes to the process's. */
    private static int run(ByteArrayOutputStream err, String... arguments) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console = new Console(new ByteArrayInputStream(new byte[0]), stream, stream, false);
        return new Program(new CemProgram(), console).run(arguments);
    }

    @Test
    void aCemWithoutConfigurationSaysSo() throws Exception {
        try (Cem cem = Cem.start(configuration())) {
            String status = get(cem, "/status").body();
            assertThat(status)
                    .contains("\"state\" : \"no-configuration\"")
                    .contains("\"cem\" : \"00-DB-12-34-56-78-90-C1\"")
                    .contains("\"fragmentsRead\" : 0");
            assertThat(cem.client().status().state()).isIn(LinkStatus.State.NEW, LinkStatus.State.NO_CONFIGURATION);
        }
    }

    @Test
    void stateIsKeptInTheNamedFolderAndCanBeOpenedAgain() throws Exception {
        Cem.start(configuration()).close();
        assertThat(folder.resolve("state/cem-1/state")).exists();
        Cem.start(configuration()).close();
    }

    @Test
    void twoProgramsCanNotShareAState() throws Exception {
        try (Cem first = Cem.start(configuration())) {
            assertThat(first.endpoint().waiting()).isZero();
            assertThatThrownBy(() -> Cem.start(configuration()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another CEM");
        }
    }

    private String[] words(String command, String option, Path copy, String... more) {
        List<String> words = new ArrayList<>(List.of(command, "--config", file.toString(), option, copy.toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Test
    void theStateCanBeCopiedWhileTheCemRunsAndPutBackWhileItDoesNot() throws Exception {
        Path copy = folder.resolve("copy.zip");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(run(err, words("backup", "--out", copy))).isEqualTo(3);
        try (Cem cem = Cem.start(configuration())) {
            assertThat(cem.endpoint().waiting()).isZero();
            assertThat(run(err, words("backup", "--out", copy))).isZero();
            assertThat(run(err, words("backup", "--out", copy))).isEqualTo(4);
            assertThat(run(err, words("backup", "--out", copy, "--force", "--json")))
                    .isZero();
            assertThat(run(err, words("restore", "--from", copy))).isEqualTo(4);
            assertThat(run(err, words("restore", "--from", copy, "--force"))).isEqualTo(6);
        }
        assertThat(run(err, words("restore", "--from", copy, "--force"))).isZero();
        try (Cem cem = Cem.start(configuration())) {
            assertThat(get(cem, "/status").body()).contains("\"restored\" : {").contains("\"copied\"");
        }
    }

    @Test
    void aDamagedCopyIsExitCode3AndChangesNothing() throws Exception {
        Cem.start(configuration()).close();
        Path copy = Files.writeString(folder.resolve("copy.zip"), "no copy");
        byte[] before = Files.readAllBytes(folder.resolve("state/cem-1/state"));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(run(err, words("restore", "--from", copy, "--force"))).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error:").contains("try: use another copy");
        assertThat(Files.readAllBytes(folder.resolve("state/cem-1/state"))).isEqualTo(before);
        assertThat(run(err, words("restore", "--from", folder.resolve("absent"))))
                .isEqualTo(3);
    }

    @Test
    void checkIsSilentAboutNothing() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(run(err, "check", "--config", file.toString())).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void checkFindsACertificateOfAnotherCem() {
        DemoIdentities.write(
                folder,
                "cem-1",
                hierarchy.device(EntityIdentifier.parse("00-DB-12-34-56-78-90-FF"), KeyUse.DIGITAL_SIGNATURE));
        assertThat(run(new ByteArrayOutputStream(), "check", "--json", "--config", file.toString()))
                .isEqualTo(1);
    }

    @Test
    void aFileThatIsNotThereIsExitCode3InThreeLines() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(run(err, "check", "--config", folder.resolve("absent.yaml").toString()))
                .isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("error:")
                .contains("why:")
                .contains("try:");
    }

    @Test
    void runningNeedsAConfiguration() {
        assertThat(run(new ByteArrayOutputStream())).isEqualTo(2);
    }

    @Test
    void helpIsAManualWithExamples() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Examples:").contains("route2b cem check");
    }
}
