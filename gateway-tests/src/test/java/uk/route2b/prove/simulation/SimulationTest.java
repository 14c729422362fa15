package uk.route2b.prove.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A month in which everything has to hold, and each planted fault, which has to be found. The ten thousand hours are
 * played by {@code .ci/run}.
 */
@Tag("simulation")
class SimulationTest {
    private static final long SEED = 20_261_125;
    /** Ten thousand hours are played by .ci/run. */
    private static final int DAYS = 9;

    private static final int DAYS_TO_FIND_A_PLANT = 120;

    @TempDir
    static Path folder;

    @Test
    void daysWithFaultsOnEverythingBreakNothing() throws IOException {
        SimulationSummary summary = run(DAYS, SimulationPlant.NONE);
        System.out.println(text(summary));

        assertThat(summary.holds()).as(text(summary)).isTrue();
        assertThat(summary.counts().get(SimulationBlock.HOURS)).isEqualTo(DAYS * 24L);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedFaultIsFound(SimulationPlant plant) throws IOException {
        SimulationSummary summary = run(DAYS_TO_FIND_A_PLANT, plant);

        assertThat(summary.breaches()).as(text(summary)).isNotEmpty();
    }

    /** Else the seed of a failure would be worth nothing. */
    @Test
    void theSameSeedIsTheSameRunAndAnotherSeedIsNot() throws IOException {
        SimulationBlock.Shown first = new SimulationBlock(1, SimulationPlant.NONE).run(1);
        SimulationBlock.Shown second = new SimulationBlock(1, SimulationPlant.NONE).run(1);
        SimulationBlock.Shown other = new SimulationBlock(2, SimulationPlant.NONE).run(1);

        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(second.counts()).isEqualTo(first.counts());
        assertThat(other.hash()).isNotEqualTo(first.hash());
    }

    /** What a finished run has shown is not played again. */
    @Test
    void aRunThatIsOverIsSummedUp() throws IOException {
        SimulationOptions options = new SimulationOptions(1, 3, SimulationPlant.NONE, folder);
        SimulationSummary first = new SimulationProof(options, System::nanoTime, line -> {}).run();
        SimulationSummary again = new SimulationProof(options, System::nanoTime, line -> {
                    throw new AssertionError("nothing is to be played: " + line);
                })
                .run();

        assertThat(again.counts()).isEqualTo(first.counts());
    }

    private static SimulationSummary run(int days, SimulationPlant plant) throws IOException {
        SimulationOptions options = new SimulationOptions(days, SEED, plant, folder);
        return new SimulationProof(options, System::nanoTime, line -> {}).run();
    }

    private static String text(SimulationSummary summary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        summary.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
