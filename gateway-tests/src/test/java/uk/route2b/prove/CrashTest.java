package uk.route2b.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.prove.crash.CrashOptions;
import uk.route2b.prove.crash.CrashOptions.Store;
import uk.route2b.prove.crash.CrashProof;
import uk.route2b.prove.crash.StoreHost;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.postgresql.PostgresqlHost;
import uk.route2b.prove.run.Summary;

/** Short runs of the crash proof, with real processes and real kill -9; planted faults run in .ci/run. */
@Tag("crash")
class CrashTest {
    private static final long SEED = 20_261_125;

    @TempDir
    static Path folder;

    /** What a finished run has shown is not shown again; a longer one goes on behind it. */
    @Test
    void twentyFiveKillsOnSqliteLoseNothingAndAreSummedUpAgainWithoutAnyProcess() throws Exception {
        Summary summary = run(25, Store.SQLITE, StoreHost.sqlite());
        Summary again = run(25, Store.SQLITE, new NoStore());

        assertThat(summary.holds()).as(text(summary)).isTrue();
        assertThat(again.counts()).isEqualTo(summary.counts());
    }

    @Test
    void tenKillsOnPostgresqlWithTwoNodesLoseNothing() throws Exception {
        Summary summary = run(10, Store.POSTGRESQL, PostgresqlHost.start(folder.resolve("postgresql")));

        assertThat(summary.holds()).as(text(summary)).isTrue();
    }

    private static Summary run(int rounds, Store store, StoreHost host) throws Exception {
        // One seed for all of them would be one run.
        CrashOptions options =
                new CrashOptions(CrashOptions.CRASH, rounds, store, SEED + rounds, Plant.NONE, folder, false);
        System.out.println("crash: seed " + options.seed());
        try (host) {
            return new CrashProof(options, InstantSource.system(), host, round -> {}).run();
        }
    }

    private static String text(Summary summary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        summary.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Fails whoever wants a store. */
    private static final class NoStore implements StoreHost {
        @Override
        public Place place(Path world) {
            throw new IllegalStateException("nothing is to be played");
        }

        @Override
        public java.util.List<String> nodes() {
            return java.util.List.of();
        }

        @Override
        public void close() {
            // nothing was opened
        }
    }
}
