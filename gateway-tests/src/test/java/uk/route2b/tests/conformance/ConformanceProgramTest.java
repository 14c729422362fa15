package uk.route2b.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.Program;
import uk.route2b.conformance.catalogue.Finding;
import uk.route2b.conformance.command.ConformanceProgram;
import uk.route2b.conformance.gateway.Lab;
import uk.route2b.conformance.report.ConformanceReport;
import uk.route2b.conformance.report.HtmlPage;
import uk.route2b.tests.gateway.GatewayFixture;

/** The program and its reports. */
class ConformanceProgramTest {
    @TempDir
    private Path folder;

    @Test
    void aRunWritesBothReportsAndSaysWhatWasLeftOut() throws Exception {
        Path lab = folder.resolve("lab");
        Path json = folder.resolve("report.json");
        Path html = folder.resolve("report.html");
        try (GatewayFixture gateway =
                GatewayFixture.start(Files.createDirectories(folder.resolve("gateway")), Map.of())) {
            Laboratory.of(
                    gateway, lab, Duration.ofSeconds(10), new Lab.Settings(Duration.ZERO, Duration.ZERO, 1, 1, false));
            String[] words = {
                "gateway",
                "localhost:" + gateway.endpoint().getPort(),
                "--identity",
                lab.toString(),
                "--only",
                "replays",
                "--json",
                json.toString(),
                "--html",
                html.toString()
            };
            assertThat(run(words)).isZero();
            assertThat(run(words)).as("nothing is overwritten").isEqualTo(4);
        }
        JsonNode report = JsonMapper.builder().build().readTree(Files.readString(json));
        assertThat(report.get("failed").asInt()).isZero();
        assertThat(report.get("leftOut").asInt()).isEqualTo(2);
        assertThat(report.get("cases").get(0).propertyNames())
                .containsExactly(
                        "id", "group", "clause", "sent", "expected", "verdict", "observed", "remark", "millis");
        assertThat(Files.readString(html)).contains("replays.in-a-session").doesNotContain("<script");
    }

    @Test
    void wrongWordsAreExitCode2AndAFolderThatLacksAFileIs3() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("gateway", "localhost:1", "--identity", folder.toString()))
                .isEqualTo(3);
        assertThat(run("gateway", "localhost", "--identity", folder.toString())).isEqualTo(2);
    }

    @Test
    void theCasesAreToldToWhoHasNoLaboratoryYet() {
        assertThat(run("gateway", "--list", "--only", "chains")).isZero();
        assertThat(run("cem", "--list")).isZero();
        assertThat(run("gateway", "--list", "--only", "nothing like it")).isEqualTo(2);
    }

    @Test
    void withoutALaboratoryNothingIsTried() {
        assertThat(run("gateway", "localhost:1")).isEqualTo(2);
        assertThat(run("gateway", "--identity", folder.toString())).isEqualTo(2);
        assertThat(run("cem", "--identity", folder.toString())).isEqualTo(2);
        assertThat(run("cem", "--listen", "0")).isEqualTo(2);
    }

    @Test
    void whatAPeerSaysCannotWriteIntoThePage() {
        Finding finding = new Finding("a.b", "a", "", "", "", "failed", "closed <script>\"x\"</script>", "", 1);
        assertThat(HtmlPage.of(ConformanceReport.of("gateway", "<b>", "now", List.of(finding))))
                .contains("closed &lt;script&gt;&quot;x&quot;")
                .doesNotContain("<script>");
    }

    private static int run(String... words) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        Console console = new Console(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, false);
        return new Program(new ConformanceProgram(), console).run(words);
    }
}
