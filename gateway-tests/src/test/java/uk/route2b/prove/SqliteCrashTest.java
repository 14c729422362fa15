package uk.route2b.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.prove.crash.CrashOptions.Store;
import uk.route2b.prove.crash.StoreHost;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.run.Summary;

/** Twenty-five kills of a gateway on SQLite and of its CEMs; {@code ./route2b prove crash} makes thousands. */
@Tag("crash")
class SqliteCrashTest {
    @TempDir
    Path folder;

    /** What a finished run has shown is not shown again; a longer one goes on behind it. */
    @Test
    void twentyFiveKillsLoseNothingAndAreSummedUpAgainWithoutAnyProcess() throws Exception {
        ShortCrashRun run = new ShortCrashRun(folder, Store.SQLITE, Plant.NONE);
        Summary summary = run.play(25, StoreHost.sqlite());
        Summary again = run.play(25, new NoStore());

        assertThat(summary.holds()).as(ShortCrashRun.text(summary)).isTrue();
        assertThat(again.counts()).isEqualTo(summary.counts());
    }

    /** Fails whoever wants a store. */
    private static final class NoStore implements StoreHost {
        @Override
        public Place place(Path world) {
            throw new IllegalStateException("nothing is to be played");
        }

        @Override
        public List<String> nodes() {
            return List.of();
        }

        @Override
        public void close() {
            // nothing was opened
        }
    }
}
