package uk.route2b.server.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.sql.Database;
import uk.route2b.server.store.sql.Migrations;
import uk.route2b.server.store.sql.Sql;

/**
 * One SQLite file: one thread writes, because SQLite has one writer anyhow and so nobody waits on a lock, two
 * connections read beside it, and a third thread moves what was written from the log to the file.
 */
final class SqliteDatabase implements Database {
    private static final int READERS = 2;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final SqliteFaults faults;
    private final SqliteLock lock;
    private final GroupCommit writer;
    private final SqliteReaders readers;
    private final Checkpoints checkpoints;

    private SqliteDatabase(
            SqliteFaults faults, SqliteLock lock, GroupCommit writer, SqliteReaders readers, Checkpoints checkpoints) {
        this.faults = faults;
        this.lock = lock;
        this.writer = writer;
        this.readers = readers;
        this.checkpoints = checkpoints;
    }

    /** Opens {@code file}, making it and its folder where they are not there, once nobody else has it. */
    static SqliteDatabase open(Path file) {
        return open(file, false);
    }

    /** The same for a file that says that it is a copy. */
    static SqliteDatabase openCopy(Path file) {
        return open(file, true);
    }

    private static SqliteDatabase open(Path file, boolean copy) {
        SqliteFaults faults = new SqliteFaults(file);
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        } catch (IOException failed) {
            throw faults.told(failed);
        }
        SqliteLock lock = SqliteLock.take(file);
        boolean open = false;
        try {
            SqliteReplacement.refuseHalfDone(file);
            SqliteDatabase database = open(file, faults, lock, copy);
            open = true;
            return database;
        } catch (SQLException failed) {
            throw faults.told(failed);
        } finally {
            if (!open) {
                lock.close();
            }
        }
    }

    private static SqliteDatabase open(Path file, SqliteFaults faults, SqliteLock lock, boolean copy)
            throws SQLException {
        SqliteConnections connections = new SqliteConnections(file);
        Connection writing = connections.writing();
        boolean prepared = false;
        try {
            if (!copy) {
                refuseCopy(file, writing);
            }
            prepare(writing, faults);
            prepared = true;
        } finally {
            if (!prepared) {
                writing.close();
            }
        }
        SqliteReaders readers = new SqliteReaders(connections, READERS, faults);
        Checkpoints checkpoints = new Checkpoints(connections, faults);
        GroupCommit writer = new GroupCommit(writing, faults, checkpoints::committed, STOP_WITHIN);
        return new SqliteDatabase(faults, lock, writer, readers, checkpoints);
    }

    private static void refuseCopy(Path file, Connection connection) throws SQLException {
        OptionalLong copied = SqliteCopy.copiedAt(connection);
        if (copied.isPresent()) {
            throw new StoreException(
                    "the store " + file + " is a copy of a store that went on",
                    "if it was put there to stay: route2b server restored --config FILE, which tells the store so",
                    new IllegalStateException("a copy"));
        }
    }

    private static void prepare(Connection connection, SqliteFaults faults) throws SQLException {
        try (Sql sql = new Sql(connection, SqliteDialect.INSTANCE)) {
            // Of the first fault only: a file that has one is not used.
            String found =
                    sql.one("PRAGMA quick_check(1)", row -> row.getString(1)).orElse("nothing");
            if (!found.equals("ok")) {
                throw faults.damaged(new SQLException(found));
            }
            SqliteConnections.addFunctions(connection);
            while (Migrations.areDue(SqliteDialect.INSTANCE.form(sql))) {
                migrate(sql);
            }
        }
    }

    private static void migrate(Sql sql) throws SQLException {
        sql.run("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            Migrations.next(sql, SqliteDialect.INSTANCE);
            sql.run("COMMIT");
            done = true;
        } finally {
            if (!done) {
                sql.run("ROLLBACK");
            }
        }
    }

    @Override
    public <T> T transaction(Work<T> work) {
        faults.refuseDamaged();
        return writer.run(work);
    }

    @Override
    public <T> T read(Work<T> work) {
        faults.refuseDamaged();
        return readers.run(work);
    }

    @Override
    public void check() {
        faults.refuseDamaged();
        checkpoints.check();
    }

    @Override
    public void close() {
        try {
            writer.close();
            checkpoints.close();
            readers.close();
        } finally {
            lock.close();
        }
    }
}
