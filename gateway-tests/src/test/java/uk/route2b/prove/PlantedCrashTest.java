package uk.route2b.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.prove.crash.CrashOptions.Store;
import uk.route2b.prove.crash.StoreHost;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.run.Summary;

/** The crash proof can fail: one planted fault here, the others in .ci/run. */
@Tag("crash")
class PlantedCrashTest {
    @TempDir
    Path folder;

    @Test
    void aReceiptBeforeTheStoreIsFound() throws Exception {
        Summary summary =
                new ShortCrashRun(folder, Store.SQLITE, Plant.RECEIPT_BEFORE_STORE).play(12, StoreHost.sqlite());

        assertThat(summary.breaches()).as(ShortCrashRun.text(summary)).isNotEmpty();
        assertThat(summary.counts().get("planted faults at work")).isPositive();
    }
}
