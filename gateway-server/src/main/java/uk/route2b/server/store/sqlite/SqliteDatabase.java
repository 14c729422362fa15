package uk.route2b.server.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;
import uk.route2b.server.store.StoreException;

/**
 * One SQLite file with one thread that reads and writes it: SQLite has one writer anyhow, and so nobody waits on a
 * lock.
 *
 * <p>WAL with synchronous FULL: a commit is on the disk when it returns.
 */
final class SqliteDatabase implements AutoCloseable {
    private static final int BUSY_MILLIS = 5_000;
    private static final int STOP_SECONDS = 30;

    /** What one transaction does. */
    @FunctionalInterface
    interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    private final Path file;
    private final Connection connection;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> new Thread(task, "store"));

    private SqliteDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens {@code file}, making it and its folder where they are not there. */
    static SqliteDatabase open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.enforceForeignKeys(true);
            config.setBusyTimeout(BUSY_MILLIS);
            Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            return prepared(file, connection);
        } catch (SQLException | IOException failed) {
            throw failure(file, failed);
        }
    }

    private static SqliteDatabase prepared(Path file, Connection connection) throws SQLException {
        try {
            connection.setAutoCommit(false);
            Migrations.run(connection);
            return new SqliteDatabase(file, connection);
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /** Runs {@code work} as one transaction and waits for it. */
    <T> T transaction(Work<T> work) {
        try {
            return writer.submit((Callable<T>) () -> commit(work)).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException sql) {
                throw failure(file, sql);
            }
            throw new IllegalStateException("a transaction of the store is at fault", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure(file, interrupted);
        } catch (RejectedExecutionException closed) {
            throw failure(file, closed);
        }
    }

    private <T> T commit(Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.run(new Sql(connection));
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreException("the store " + file + " is still busy", new IllegalStateException("busy"));
            }
            connection.close();
        } catch (SQLException failed) {
            throw failure(file, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure(file, interrupted);
        }
    }

    private static StoreException failure(Path file, Exception cause) {
        return new StoreException(
                "the store " + file + " failed: " + cause.getMessage()
                        + "; check the free space, the owner of the file, and that no other server uses it",
                cause);
    }
}
