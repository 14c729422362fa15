package uk.route2b.benchmarks;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.Program;

/** {@code bench}: runs the benchmarks and prints their results. */
@Command(
        name = "route2b bench",
        subcommands = StoreBenchCommand.class,
        description = {
            "Runs the JMH benchmarks: sign, verify, encode, decode, split, join; operations a second.",
            "Compare figures of one run only, and let the machine do nothing else."
        },
        footer = {
            "%nExamples:%n",
            "  route2b bench",
            "  route2b bench --only verify --seconds 5",
            "  route2b bench --quick",
            "  route2b bench store --seconds 10"
        })
public final class BenchProgram implements Callable<Integer> {
    @Option(names = "--only", paramLabel = "REGEX", description = "Only benchmarks whose name matches.")
    private String only = ".*";

    @Option(names = "--seconds", paramLabel = "N", description = "Seconds of each of three measurements; default 2.")
    private int seconds = 2;

    @Option(names = "--quick", description = "A tenth of a second once, in this process: shows that they run, no more.")
    private boolean quick;

    public static void main(String[] arguments) {
        Program.main(new BenchProgram(), arguments);
    }

    @Override
    public Integer call() throws RunnerException {
        new Runner(quick ? quick() : full()).run();
        return ExitCode.DONE.number();
    }

    private Options full() {
        return new OptionsBuilder()
                .include(only)
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(seconds))
                .build();
    }

    private Options quick() {
        return new OptionsBuilder()
                .include(only)
                .forks(0)
                .param("payload", "1000")
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(100))
                .shouldFailOnError(true)
                .build();
    }
}
