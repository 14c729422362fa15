package uk.route2b.server.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.sql.Database;
import uk.route2b.server.store.sql.Migrations;
import uk.route2b.server.store.sql.Sql;

/** A store that another process may be writing: without its lock, and nothing but read. */
final class SqliteReading implements Database {
    private final SqliteReaders readers;

    private SqliteReading(SqliteReaders readers) {
        this.readers = readers;
    }

    /** Opens {@code file}, which has to be there and in today's form. */
    static SqliteReading open(Path file) {
        SqliteFaults faults = new SqliteFaults(file);
        if (!Files.isRegularFile(file)) {
            throw new StoreException(
                    "there is no store " + file,
                    "check store.sqlite in the configuration, or start the server once",
                    new IllegalStateException("absent"));
        }
        SqliteConnections connections = new SqliteConnections(file);
        try {
            requireForm(file, connections);
            return new SqliteReading(new SqliteReaders(connections, 1, faults));
        } catch (SQLException failed) {
            throw faults.told(failed);
        }
    }

    private static void requireForm(Path file, SqliteConnections connections) throws SQLException {
        try (Connection connection = connections.reading();
                Sql sql = new Sql(connection, SqliteDialect.INSTANCE)) {
            if (Migrations.areDue(SqliteDialect.INSTANCE.form(sql))) {
                throw new StoreException(
                        "the store " + file + " has an older form",
                        "start this version of the server once, which brings it to today's",
                        new IllegalStateException("form"));
            }
        }
    }

    @Override
    public <T> T transaction(Work<T> work) {
        throw new IllegalStateException("this store was opened to be read");
    }

    @Override
    public <T> T read(Work<T> work) {
        return readers.run(work);
    }

    @Override
    public void check() {
        // What cannot be read fails when it is read.
    }

    @Override
    public void close() {
        readers.close();
    }
}
