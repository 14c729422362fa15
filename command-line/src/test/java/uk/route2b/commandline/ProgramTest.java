package uk.route2b.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ProgramTest {
    /** Does what it is told to. */
    @Command(name = "route2b", description = "For tests.")
    static final class Told implements Callable<Integer> {
        @Option(names = "--do", required = true)
        private String task = "";

        @Override
        public Integer call() {
            return switch (task) {
                case "fail" -> throw new CommandFailure(ExitCode.KEY, "a.key", "it has\nno key", "another one");
                case "stumble" -> throw new IllegalStateException("should not be");
                default -> ExitCode.FINDING.number();
            };
        }
    }

    @Test
    void theCommandDecidesTheExitCode() {
        assertThat(run("--do", "find")).isEqualTo(new TestConsole.Run(1, "", ""));
    }

    @Test
    void aFailureIsThreeLinesAlsoIfItsReasonHasMore() {
        assertThat(run("--do", "fail"))
                .isEqualTo(new TestConsole.Run(5, "", "error: a.key\n  why: it has; no key\n  try: another one\n"));
    }

    @Test
    void wrongUsageIsThreeLinesAndTwo() {
        TestConsole.Run run = run();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("error: route2b\n  why: Missing required option")
                .endsWith("route2b --help\n");
    }

    @Test
    void aBugIsOneLineAndSeventyAndShowsWhereOnlyOnDemand() {
        TestConsole.Run run = run("--do", "stumble");
        assertThat(run.exit()).isEqualTo(70);
        assertThat(run.err().lines()).hasSize(1).allMatch(line -> line.contains("a bug"));
        assertThat(run("--do", "stumble", "--debug").err()).contains("at uk.route2b.commandline");
    }

    @Test
    void helpSaysWhatExitCodesMean() {
        assertThat(run("--help").out()).contains("Exit codes:").contains("70");
    }

    @Test
    void anAnswerThatCouldNotBeWrittenIsNoSuccess() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left on device");
            }
        };
        TestConsole console = new TestConsole(false);
        Console broken = new Console(
                console.console().in(), new PrintStream(full), console.console().err(), false);
        assertThat(new Program(new Told(), broken).run("--help")).isEqualTo(6);
        assertThat(console.run(6).err()).contains("standard output", "not all of the answer");
    }

    private static TestConsole.Run run(String... arguments) {
        TestConsole console = new TestConsole(false);
        int exit = new Program(new Told(), console.console()).run(arguments);
        return console.run(exit);
    }
}
