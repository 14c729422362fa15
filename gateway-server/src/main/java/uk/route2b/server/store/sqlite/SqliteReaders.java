package uk.route2b.server.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.sql.Database.Work;
import uk.route2b.server.store.sql.Sql;

/**
 * Connections that only read, each for one caller at a time. In WAL mode they see all that was committed when they
 * begin, so whoever has been told of a commit reads it, and they neither wait for the writer nor hold it up.
 */
final class SqliteReaders implements AutoCloseable {
    private final SqliteFaults faults;
    private final List<Connection> connections = new ArrayList<>();
    private final BlockingQueue<Sql> free;
    private final AtomicBoolean closed = new AtomicBoolean();

    SqliteReaders(SqliteConnections source, int number, SqliteFaults faults) throws SQLException {
        this.faults = faults;
        this.free = new ArrayBlockingQueue<>(number);
        for (int count = 0; count < number; count++) {
            Connection connection = source.reading();
            connections.add(connection);
            free.add(new Sql(connection, SqliteDialect.INSTANCE));
        }
    }

    <T> T run(Work<T> work) {
        if (closed.get()) {
            throw closed();
        }
        Sql sql = take();
        try {
            return snapshot(sql, work);
        } catch (SQLException failed) {
            throw faults.told(failed);
        } finally {
            free.add(sql);
        }
    }

    private static <T> T snapshot(Sql sql, Work<T> work) throws SQLException {
        sql.change("BEGIN");
        try {
            return work.run(sql);
        } finally {
            sql.change("ROLLBACK");
        }
    }

    private Sql take() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return free.take();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static StoreException closed() {
        return new StoreException("the store is closed", "start the server again", new IllegalStateException("closed"));
    }

    /** Waits for those that read. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            for (Connection connection : connections) {
                take().close();
                connection.close();
            }
        } catch (SQLException failed) {
            throw faults.told(failed);
        }
    }
}
