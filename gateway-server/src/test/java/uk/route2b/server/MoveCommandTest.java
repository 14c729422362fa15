package uk.route2b.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.Program;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.testing.DemoFiles;

/** Moves ordered by command from a running gateway. */
class MoveCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private GatewayServer server;
    private Path config;

    @BeforeEach
    void start() throws Exception {
        DemoFiles files = new DemoFiles(folder, Instant.now());
        String sample = Files.readString(DemoFiles.sampleFile())
                .replace("${ROUTE2B_DATA:-../demo-run}", folder.toString())
                .replace("${ROUTE2B_LINK_PUBLIC_PORT:-8443}", "8443")
                .replace("${ROUTE2B_DCC_PORT:-8079}", "1")
                .replace("${ROUTE2B_VTN_PORT:-8480}", "1")
                .replaceAll("\\$\\{ROUTE2B_[A-Z_]*PORT:-[0-9]+}", "0")
                .replaceFirst("(?s)(operator:.*?port: 0)", "$1\n  actToken: file:" + folder + "/act");
        Files.writeString(folder.resolve("act"), "a-token-that-nobody-can-guess");
        config = files.write("server.yaml", sample);
        server = GatewayServer.start(
                ConfigurationReader.read(config, new Environment(Map.of())), Surroundings.ofProcess());
        String port = "port: " + server.operator().getPort();
        Files.writeString(config, sample.replaceFirst("(?s)(operator:.*?)port: 0", "$1" + port));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int move(String... words) {
        out.reset();
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> arguments = new ArrayList<>(List.of("move"));
        arguments.addAll(List.of(words));
        CommandLine line = new CommandLine(new GatewayServerProgram(console, file -> {}), new ConsoleFactory(console));
        return new Program(line, console).run(arguments.toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int begin(String dsrsp) {
        return move(
                "begin",
                "--config",
                config.toString(),
                "--dsrsp",
                dsrsp,
                "--per-minute",
                "1",
                "--cem",
                DemoFiles.CEM_1.toString(),
                "--endpoint",
                "wss://new.example.org/route2b",
                "--not-after",
                "2099-01-01");
    }

    @Test
    void aMoveIsBegunListedShownAndStopped() {
        assertThat(begin(DemoFiles.DSRSP.toString())).isZero();
        assertThat(out()).startsWith("move 1 of DSRSP " + DemoFiles.DSRSP).contains("wss://new.example.org/route2b");
        assertThat(move("list", "--config", config.toString())).isZero();
        assertThat(out()).startsWith("move 1 of DSRSP");
        assertThat(move("show", "1", "--config", config.toString())).isZero();
        assertThat(out()).contains("  CEM " + DemoFiles.CEM_1);
        assertThat(move("stop", "1", "--json", "--config", config.toString())).isZero();
        assertThat(JsonMapper.builder().build().readTree(out()).path("move").asString(""))
                .isEqualTo("1");
    }

    @Test
    void withoutTheTokenNothingIsShown() throws Exception {
        String text = Files.readString(config);
        Files.writeString(config, text.replaceFirst("  actToken: .*", ""));
        assertThat(move("list", "--config", config.toString())).isEqualTo(1);
        assertThat(out()).startsWith("refused: token");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithItsReasons() {
        assertThat(begin(DemoFiles.CEM_1.toString())).isEqualTo(1);
        assertThat(out()).startsWith("refused: ");
        assertThat(move("stop", "7", "--config", config.toString())).isEqualTo(1);
        assertThat(out()).contains("there is no move with this number");
    }

    @Test
    void aGatewayThatIsAwayAndAWordTooFewAreSaid() {
        server.close();
        assertThat(move("list", "--config", config.toString())).isEqualTo(6);
        assertThat(move()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("begin, list, show or stop");
    }
}
