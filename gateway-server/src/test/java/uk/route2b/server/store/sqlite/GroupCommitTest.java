package uk.route2b.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.server.store.StoreException;

/** The one writer while its disk does not answer. */
class GroupCommitTest {
    private static final int MORE_THAN_HAVE_A_PLACE = 1_100;

    @TempDir
    private Path folder;

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void theQueueIsFullAndTheDiskStandsStillAndYetItIsClosed() throws Exception {
        GroupCommit writer = writer();
        List<Thread> callers = new ArrayList<>();
        try (StillDisk disk = StillDisk.under(writer)) {
            for (int number = 0; number < MORE_THAN_HAVE_A_PLACE; number++) {
                callers.add(StillDisk.caller(() -> ask(writer)));
            }
            await().until(() -> callers.stream().allMatch(caller -> caller.getState() == Thread.State.WAITING));

            assertThatThrownBy(writer::close).isInstanceOf(StoreException.class).hasMessageContaining("still busy");
            assertThat(done).hasValue(0);
            disk.answer();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        // who had a place before the stop is served; who had none hears that the store is closed
        assertThat(done).hasValue(1_024);
        assertThat(refused).hasValue(MORE_THAN_HAVE_A_PLACE - 1_024);
    }

    private void ask(GroupCommit writer) {
        try {
            writer.run(sql -> done.incrementAndGet());
        } catch (StoreException closed) {
            assertThat(closed).hasMessageContaining("the store is closed");
            refused.incrementAndGet();
        }
    }

    private GroupCommit writer() throws Exception {
        Path file = folder.resolve("server.db");
        return new GroupCommit(
                new SqliteConnections(file).writing(), new SqliteFaults(file), () -> {}, Duration.ofMillis(200));
    }
}
