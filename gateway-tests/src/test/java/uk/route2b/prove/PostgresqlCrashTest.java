package uk.route2b.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.prove.crash.CrashOptions.Store;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.postgresql.PostgresqlHost;
import uk.route2b.prove.run.Summary;

/** Ten kills of two gateways on one PostgreSQL and of their CEMs. */
@Tag("crash")
class PostgresqlCrashTest {
    @TempDir
    Path folder;

    @Test
    void tenKillsWithTwoNodesLoseNothing() throws Exception {
        Summary summary = new ShortCrashRun(folder, Store.POSTGRESQL, Plant.NONE)
                .play(10, PostgresqlHost.start(folder.resolve("postgresql")));

        assertThat(summary.holds()).as(ShortCrashRun.text(summary)).isTrue();
    }
}
