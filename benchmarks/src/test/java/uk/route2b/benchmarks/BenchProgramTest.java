package uk.route2b.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The benchmarks run; how fast is no matter of a test. */
class BenchProgramTest {
    @Test
    void everyBenchmarkRuns() {
        assertThat(new CommandLine(new BenchProgram()).execute("--quick")).isZero();
    }
}
