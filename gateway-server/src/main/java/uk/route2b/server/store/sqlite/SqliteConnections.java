package uk.route2b.server.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;
import uk.route2b.protocol.octets.Octets;

/**
 * Connections to one SQLite file: WAL with synchronous FULL, so that a commit is on the disk when it returns, and no
 * checkpoint but those that {@link Checkpoints} makes.
 */
final class SqliteConnections {
    private static final int BUSY_MILLIS = 30_000;

    private final Path file;

    SqliteConnections(Path file) {
        this.file = file;
    }

    /** One that writes; transactions are begun and ended by statements. */
    Connection writing() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        return open(config, "PRAGMA wal_autocheckpoint = 0");
    }

    /** One that reads. */
    Connection reading() throws SQLException {
        return open(new SQLiteConfig(), "PRAGMA query_only = 1");
    }

    private Connection open(SQLiteConfig config, String last) throws SQLException {
        config.setBusyTimeout(BUSY_MILLIS);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        boolean ready = false;
        try (Statement statement = connection.createStatement()) {
            statement.execute(last);
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    /** The two functions of PostgreSQL that migration scripts use. */
    static void addFunctions(Connection connection) throws SQLException {
        Function.create(connection, "sha256", new Function() {
            @Override
            protected void xFunc() throws SQLException {
                result(Octets.of(value_blob(0)).sha256().toArray());
            }
        });
        Function.create(connection, "encode", new Function() {
            @Override
            protected void xFunc() throws SQLException {
                result(Octets.of(value_blob(0)).hex());
            }
        });
    }
}
