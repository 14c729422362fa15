package uk.route2b.server.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import org.sqlite.SQLiteConfig;
import uk.route2b.server.store.StoreException;

/**
 * Copies of a store while it is in use. A copy says in itself when it was made, and a server does not open one that
 * says so: whoever puts a copy back has to let the store know that it is old ({@code server restore}), or counters and
 * work that the lost store had begun would be begun again.
 */
public final class SqliteCopy {
    private static final int BUSY_MILLIS = 60_000;
    private static final String MARK = "copied";

    private SqliteCopy() {}

    /**
     * Writes one consistent moment of {@code store} to {@code target}, which is empty or not there, and checks it. The
     * server goes on writing meanwhile; its log grows until the copy is done.
     *
     * @param nowMillis when this begins, milliseconds since 1970: all that was committed before is in the copy
     * @throws StoreException if the store cannot be read, or the copy cannot be written or is not sound
     */
    public static void write(Path store, Path target, long nowMillis) {
        // As one that might write: the last to leave a store removes its log, and one that only reads cannot.
        write(store, target, nowMillis, false);
    }

    /** The same of a store that nobody uses and that stays as it is, octet for octet. */
    public static void writeAgain(Path copy, Path target, long nowMillis) {
        write(copy, target, nowMillis, true);
    }

    private static void write(Path store, Path target, long nowMillis, boolean readOnly) {
        try (Connection connection = open(store, readOnly);
                PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, target.toAbsolutePath().toString());
            copy.execute();
        } catch (SQLException failed) {
            throw failure("copying the store " + store, failed, "check the file, its owner and the free space");
        }
        mark(target, nowMillis);
        check(target);
    }

    private static void mark(Path copy, long nowMillis) {
        try (Connection connection = open(copy, false);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + MARK);
            statement.execute("CREATE TABLE " + MARK + " (at INTEGER NOT NULL) STRICT");
            statement.execute("INSERT INTO " + MARK + " VALUES (" + nowMillis + ")");
        } catch (SQLException failed) {
            throw failure("marking the copy " + copy, failed, "check the free space");
        }
    }

    /** Takes the mark away: from now on a server opens the file. */
    public static void unmark(Path copy) {
        try (Connection connection = open(copy, false);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + MARK);
        } catch (SQLException failed) {
            throw failure("reading the copy " + copy, failed, "check the file");
        }
    }

    /** When the copy was made, milliseconds since 1970; empty for a file that says nothing about it. */
    public static OptionalLong copiedAt(Path copy) {
        try (Connection connection = open(copy, true)) {
            return copiedAt(connection);
        } catch (SQLException failed) {
            throw failure("reading the copy " + copy, failed, "check that it is a copy of a store");
        }
    }

    /** The same of an open database. */
    static OptionalLong copiedAt(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery(
                    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '" + MARK + "'")) {
                if (!table.next()) {
                    return OptionalLong.empty();
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT at FROM " + MARK)) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /**
     * Fails unless every page of {@code copy} is sound and it is a store.
     *
     * @throws StoreException with what SQLite found
     */
    public static void check(Path copy) {
        try (Connection connection = open(copy, true);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA quick_check(3)")) {
            String first = found.next() ? found.getString(1) : "nothing";
            if (!first.equals("ok")) {
                throw failure("reading the copy " + copy, new SQLException(first), "take another copy");
            }
        } catch (SQLException failed) {
            throw failure("reading the copy " + copy, failed, "check that it is a copy of a store; take another one");
        }
        requireStore(copy);
    }

    private static void requireStore(Path copy) {
        try (Connection connection = open(copy, true);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM cem")) {
            rows.next();
        } catch (SQLException other) {
            throw failure("reading the copy " + copy, other, "it is a database, but no store of a gateway");
        }
    }

    private static Connection open(Path file, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    private static StoreException failure(String what, SQLException cause, String remedy) {
        return new StoreException(what + " failed: " + cause.getMessage(), remedy, cause);
    }
}
