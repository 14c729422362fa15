package uk.route2b.server.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.store.sql.Sql;

/**
 * Moves what was committed from the log to the file, on a thread and a connection of its own, so that no commit waits
 * for it. A log that has become large all the same is emptied: the writer waits then for what was written since the
 * last look, and no longer.
 */
final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final long BETWEEN_MILLIS = 250;
    private static final long STOP_MILLIS = 30_000;
    /** Of 4 KiB each. */
    private static final int WORTH_IT_PAGES = 1_000;

    private static final int LARGE_PAGES = 16_384;
    /** Looks without a commit after which the log is emptied. */
    private static final int IDLE_LOOKS = 8;

    private record Log(long pages, long moved) {}

    private final Connection connection;
    private final Sql sql;
    private final SqliteFaults faults;
    private final Thread thread = new Thread(this::run, "store-checkpoints");
    private long commits;
    private boolean stopped;
    private volatile @Nullable SQLException failure;

    Checkpoints(SqliteConnections source, SqliteFaults faults) throws SQLException {
        this.connection = source.writing();
        this.sql = new Sql(connection, SqliteDialect.INSTANCE);
        this.faults = faults;
        thread.setDaemon(true);
        thread.start();
    }

    /** There is something to move. Does not block. */
    synchronized void committed() {
        commits++;
        if (commits == 1) {
            notifyAll();
        }
    }

    /** Fails if the last one failed. */
    void check() {
        SQLException failed = failure;
        if (failed != null) {
            throw faults.told(failed);
        }
    }

    private void run() {
        try {
            while (awaitWork()) {
                follow();
            }
        } catch (InterruptedException nobodyDoesThat) {
            LOG.error("checkpoints have stopped", nobodyDoesThat);
        }
    }

    /** False when stopped. */
    private synchronized boolean awaitWork() throws InterruptedException {
        while (commits == 0 && !stopped) {
            wait();
        }
        return !stopped;
    }

    /** Looks from time to time, until nothing has been committed for a while and the log is empty. */
    private void follow() throws InterruptedException {
        int idle = 0;
        while (idle < IDLE_LOOKS || failure != null) {
            long seen = pause();
            if (seen < 0) {
                return;
            }
            idle = seen > 0 ? 0 : idle + 1;
            if (seen > 0 || failure != null || idle == IDLE_LOOKS) {
                move(idle >= IDLE_LOOKS);
            }
        }
    }

    /** Commits since the last look; -1 when stopped. */
    private synchronized long pause() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BETWEEN_MILLIS);
        long left = BETWEEN_MILLIS;
        while (!stopped && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        long seen = commits;
        commits = 0;
        return stopped ? -1 : seen;
    }

    private void move(boolean idle) {
        try {
            Log log = checkpoint("PRAGMA wal_checkpoint(NOOP)");
            if (log.pages() - log.moved() >= WORTH_IT_PAGES || idle) {
                log = checkpoint("PRAGMA wal_checkpoint(PASSIVE)");
            }
            if (idle || log.pages() >= LARGE_PAGES) {
                checkpoint("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            failure = null;
        } catch (SQLException failed) {
            if (failure == null) {
                LOG.error("what was committed stays in the log of the store for now", faults.told(failed));
            }
            failure = failed;
        }
    }

    private Log checkpoint(String kind) throws SQLException {
        return sql.one(kind, row -> new Log(row.getLong("log"), row.getLong("checkpointed")))
                .orElseThrow();
    }

    @Override
    public void close() {
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        try {
            thread.join(STOP_MILLIS);
            sql.close();
            connection.close();
        } catch (SQLException failed) {
            throw faults.told(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw faults.told(interrupted);
        }
    }
}
