package uk.route2b.server.store.sqlite;

import java.util.concurrent.CountDownLatch;
import uk.route2b.server.store.sql.Database;

/** A writer that stands still from {@link #under} to {@link #answer}, as over a disk that does not answer. */
final class StillDisk implements AutoCloseable {
    private static final long SMALL_STACK = 256 * 1024;

    private final CountDownLatch still = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);

    private StillDisk() {}

    /** Returns once the writer stands still, so whatever is asked for afterwards waits behind it. */
    static StillDisk under(Database database) throws InterruptedException {
        StillDisk disk = new StillDisk();
        caller(() -> database.transaction(sql -> disk.holdStill()));
        disk.still.await();
        return disk;
    }

    static StillDisk under(GroupCommit writer) throws InterruptedException {
        StillDisk disk = new StillDisk();
        caller(() -> writer.run(sql -> disk.holdStill()));
        disk.still.await();
        return disk;
    }

    /** A thread that runs {@code work}; many of them fit into a small machine. */
    static Thread caller(Runnable work) {
        Thread caller = new Thread(null, work, "caller", SMALL_STACK);
        caller.start();
        return caller;
    }

    private boolean holdStill() {
        still.countDown();
        try {
            answers.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return true;
    }

    /** What waits goes on. */
    void answer() {
        answers.countDown();
    }

    /** Whatever a test has found: a store above it can be closed. */
    @Override
    public void close() {
        answer();
    }
}
