package uk.route2b.server.store.sqlite;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import uk.route2b.server.store.sql.Database.Work;
import uk.route2b.server.store.sql.Sql;

/** A work that waits to be written, and its caller who waits for the commit. */
final class PendingWork<T> {
    private final Work<T> work;
    private final CountDownLatch committed = new CountDownLatch(1);
    private volatile @Nullable T result;
    private volatile @Nullable Throwable fault;

    PendingWork(Work<T> work) {
        this.work = work;
    }

    /** Does the work, and remembers its result or what is wrong with it; a failure of the storage is thrown. */
    void run(Sql sql) throws SQLException {
        fault = null;
        result = work.run(sql);
    }

    /** It is done, or has failed for good: its caller goes on. */
    void end() {
        committed.countDown();
    }

    void fail(Throwable cause) {
        fault = cause;
        end();
    }

    /** Waits for the end, whatever interrupts: a work that is under way cannot be called back. */
    T await() throws SQLException {
        boolean interrupted = false;
        while (committed.getCount() > 0) {
            try {
                committed.await();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome();
    }

    @SuppressWarnings("NullAway") // a work may have no result, then T is nullable
    private T outcome() throws SQLException {
        Throwable cause = fault;
        if (cause instanceof SQLException failed) {
            throw failed;
        }
        if (cause != null) {
            throw new IllegalStateException("a transaction of the store is at fault: " + cause.getMessage(), cause);
        }
        return result;
    }
}
