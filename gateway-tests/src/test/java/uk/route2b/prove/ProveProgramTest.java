package uk.route2b.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.Program;
import uk.route2b.prove.plant.Plant;

/** The command line of the proofs. */
class ProveProgramTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpIsAManualWithExamples() {
        assertThat(run("crash", "--help")).isZero();
        assertThat(text(out)).contains("Examples:", "--plant", "--seed", "--rounds");
    }

    @Test
    void withoutAWordItIsWrongUsage() {
        assertThat(run()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void aFaultThatIsNotThereIsWrongUsage() {
        assertThat(run("crash", "--plant", "nonsense")).isEqualTo(ExitCode.USAGE.number());
        assertThat(text(err)).contains("--plant list");
    }

    @Test
    void theFaultsOfTheSimulationHaveNames() {
        assertThat(run("simulation", "--plant", "nonsense")).isEqualTo(ExitCode.USAGE.number());
        assertThat(run("simulation", "--days", "0")).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void noRoundsAreWrongUsage() {
        assertThat(run("counter", "--rounds", "0")).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void theFiveFaultsAreListed() {
        assertThat(Plant.list().lines())
                .map(line -> line.split(" ", 2)[0])
                .containsExactly(
                        "receipt-before-store", "fsync-left-out", "memory-forgotten", "old-epoch", "answer-lost");
    }

    private int run(String... arguments) {
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new Program(new ProveProgram(), console).run(arguments);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
