package uk.route2b.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.commandline.Console;
import uk.route2b.simulator.http.Answer;
import uk.route2b.simulator.http.LoopbackServer;
import uk.route2b.simulator.http.Routes;

class SimulatorProgramTest {
    private static final String DCC =
            "dcc --xml x --user-xml x.pem --supplier x.pem --devices x --receiver http://127.0.0.1 ";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        Console console = new Console(InputStream.nullInputStream(), stream(out), stream(err), false);
        return SimulatorProgram.program(console).run(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream octets) {
        return new PrintStream(octets, true, StandardCharsets.UTF_8);
    }

    private List<String> errorLines() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vtn --ven A --port",
                "ven --vtn-url http://127.0.0.1:1/x --ven-id A --status-port",
                "ven --vtn-url http://127.0.0.1:1/x --ven-id A --listen"
            })
    void aTakenPortIsSaidInThreeLinesAndEndsWith6(String command) throws Exception {
        try (LoopbackServer taken =
                LoopbackServer.start(0, 10, new Routes().now("GET", "/", request -> Answer.text("")))) {
            assertThat(run((command + " " + taken.port()).split(" "))).isEqualTo(6);
        }
        assertThat(errorLines()).hasSize(3);
        assertThat(errorLines().get(1)).contains("Address already in use");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DCC + "--port 65536",
                DCC + "--loss 2",
                DCC + "--loss NaN",
                DCC + "--delay-millis 20-10",
                DCC + "--delay-millis soon",
                "dcc",
                "dcc --xml x --user-xml x.pem --supplier x.pem --devices x --receiver nowhere",
                "dcc --xml x --user-xml x.pem --supplier x.pem --devices x --receiver http://127.0.0.1 --load-controller 8",
                "vtn",
                "vtn --ven A=nowhere",
                "ven --vtn-url ftp://x --ven-id A",
                "ven --vtn-url http://127.0.0.1 --ven-id A --poll 0",
                "ven --vtn-url http://127.0.0.1 --ven-id A --opt maybe",
                "nobody"
            })
    void wrongUsageIsSaidInThreeLinesAndEndsWith2(String command) {
        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(errorLines()).hasSize(3);
    }

    @Test
    void filesThatAreNotThereAreSaidInThreeLinesAndEndWith3() {
        String command =
                "dcc --xml none --user-xml none.pem --supplier none.pem --devices none --receiver http://127.0.0.1";
        assertThat(run(command.split(" "))).isEqualTo(3);
        assertThat(errorLines()).hasSize(3);
        assertThat(errorLines().get(0)).contains("none.key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "dcc --help", "vtn --help", "ven --help"})
    void helpIsAShortManual(String command) {
        assertThat(run(command.split(" "))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: simulator");
        assertThat(errorLines()).isEmpty();
    }

    @Test
    void eachPartHasAnExample() {
        for (String part : List.of("dcc", "vtn", "ven")) {
            out.reset();
            assertThat(run(part, "--help")).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("./route2b simulator " + part);
        }
    }
}
