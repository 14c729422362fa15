package uk.route2b.server.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.octets.Octets;

/**
 * Statements of one connection with their parameters in order: texts, numbers and octets only. Statements are prepared
 * once and kept, so their texts must be few. Used by one thread at a time.
 */
public final class Sql implements AutoCloseable {
    /** Makes a value of the current row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Sql.class);

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    public Sql(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Runs a statement that has no parameters and is not worth keeping. */
    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a change and returns how many rows it touched. */
    public int change(String sql, @Nullable Object... parameters) throws SQLException {
        boolean done = false;
        try {
            int rows = prepare(sql, parameters).executeUpdate();
            done = true;
            return rows;
        } finally {
            forgetUnless(done, sql);
        }
    }

    /** Runs a change that has to touch exactly one row. */
    public void changeOne(String sql, @Nullable Object... parameters) throws SQLException {
        int rows = change(sql, parameters);
        if (rows != 1) {
            throw new IllegalStateException(rows + " rows instead of one were touched by: " + sql);
        }
    }

    public <T> List<T> all(String sql, Row<T> row, @Nullable Object... parameters) throws SQLException {
        boolean done = false;
        try (ResultSet result = prepare(sql, parameters).executeQuery()) {
            List<T> list = new ArrayList<>();
            while (result.next()) {
                list.add(row.read(result));
            }
            done = true;
            return list;
        } finally {
            forgetUnless(done, sql);
        }
    }

    public <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... parameters) throws SQLException {
        return all(sql, row, parameters).stream().findFirst();
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int index = 0; index < parameters.length; index++) {
            Object parameter = parameters[index];
            statement.setObject(index + 1, parameter instanceof Octets octets ? octets.toArray() : parameter);
        }
        return statement;
    }

    /** A statement that has failed once may be of no use any more: SQLite's driver ends it then. */
    private void forgetUnless(boolean done, String sql) {
        PreparedStatement failed = done ? null : prepared.remove(sql);
        if (failed == null) {
            return;
        }
        try {
            failed.close();
        } catch (SQLException second) {
            LOG.debug("a statement that failed does not close; the first failure is told", second);
        }
    }

    /** Lets go of the statements, not of the connection. */
    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
    }
}
