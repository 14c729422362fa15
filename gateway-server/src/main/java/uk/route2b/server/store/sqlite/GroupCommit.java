package uk.route2b.server.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.sql.Database.Work;
import uk.route2b.server.store.sql.Sql;

/**
 * The one thread that writes. What waits while a commit is being synchronised is done in the next one together: each
 * work in a savepoint of its own, so that one that fails takes no other along, and each caller goes on only after the
 * commit. Where the common transaction fails as a whole, each of its works is tried once more alone.
 *
 * <p>The queue is bounded: when the disk is slower than the load, callers wait for a place. They hold no lock while
 * they do, so that a store whose disk does not answer can still be closed.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int WAITING_MOST = 1024;
    private static final int GROUP_MOST = 256;

    private final Connection connection;
    private final Sql sql;
    private final SqliteFaults faults;
    private final Runnable committed;
    private final Duration stopWithin;
    private final Semaphore places = new Semaphore(WAITING_MOST, true);
    private final BlockingQueue<PendingWork<?>> waiting = new LinkedBlockingQueue<>();
    private final PendingWork<Boolean> stop = new PendingWork<>(ignored -> true);
    private final Thread thread = new Thread(this::write, "store");
    private boolean closed;

    /**
     * @param connection that writes; closed with this
     * @param committed is told after each commit; must not block
     * @param stopWithin how long {@link #close} waits for what is under way
     */
    GroupCommit(Connection connection, SqliteFaults faults, Runnable committed, Duration stopWithin) {
        this.connection = connection;
        this.sql = new Sql(connection, SqliteDialect.INSTANCE);
        this.faults = faults;
        this.committed = committed;
        this.stopWithin = stopWithin;
        thread.start();
    }

    <T> T run(Work<T> work) {
        PendingWork<T> pending = new PendingWork<>(work);
        takePlace();
        put(pending);
        try {
            return pending.await();
        } catch (SQLException failed) {
            throw faults.told(failed);
        }
    }

    private void takePlace() {
        try {
            places.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw faults.told(interrupted);
        }
    }

    /** Under a lock, so that nothing gets in behind the stop and waits for ever. */
    private synchronized void put(PendingWork<?> work) {
        if (closed) {
            places.release();
            throw closed();
        }
        waiting.add(work);
    }

    private static StoreException closed() {
        return new StoreException("the store is closed", "start the server again", new IllegalStateException("closed"));
    }

    private void write() {
        List<PendingWork<?>> group = new ArrayList<>();
        while (!group.contains(stop)) {
            group.clear();
            try {
                group.add(waiting.take());
                waiting.drainTo(group, GROUP_MOST - 1);
                places.release(group.size());
                commit(group);
            } catch (InterruptedException nobodyDoesThat) {
                LOG.error("the store's thread was interrupted and goes on", nobodyDoesThat);
            }
        }
    }

    /** Whatever happens, each caller hears of it. */
    private void commit(List<PendingWork<?>> group) {
        try {
            together(group);
            committed.run();
        } catch (Throwable failed) {
            rollback();
            if (group.size() == 1) {
                group.get(0).fail(failed);
            } else {
                group.forEach(work -> commit(List.of(work)));
            }
        }
    }

    private void together(List<PendingWork<?>> group) throws SQLException {
        sql.change("BEGIN IMMEDIATE");
        if (group.size() == 1) {
            group.get(0).run(sql);
            sql.change("COMMIT");
            group.get(0).end();
            return;
        }
        List<PendingWork<?>> good = new ArrayList<>();
        List<Runnable> bad = new ArrayList<>();
        for (PendingWork<?> work : group) {
            try {
                sql.change("SAVEPOINT work");
                work.run(sql);
                sql.change("RELEASE work");
                good.add(work);
            } catch (SQLException | RuntimeException fault) {
                // Fails where SQLite has given up the whole transaction: then each is tried alone.
                sql.change("ROLLBACK TO work");
                sql.change("RELEASE work");
                bad.add(() -> work.fail(fault));
            }
        }
        sql.change("COMMIT");
        good.forEach(PendingWork::end);
        bad.forEach(Runnable::run);
    }

    private void rollback() {
        try {
            sql.change("ROLLBACK");
        } catch (SQLException alreadyDone) {
            LOG.debug("nothing to roll back", alreadyDone);
        }
    }

    /**
     * Does what waits, then stops.
     *
     * @throws StoreException if that takes longer than it may; what was not done is told to nobody
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            put(stop);
            closed = true;
        }
        try {
            thread.join(stopWithin.toMillis());
            if (thread.isAlive()) {
                throw faults.told(new IllegalStateException("still busy"));
            }
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
