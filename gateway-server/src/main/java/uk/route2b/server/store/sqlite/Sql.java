package uk.route2b.server.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.octets.Octets;

/** Statements with their parameters in order. Texts, numbers and octets only. */
final class Sql {
    /** Makes a value of the current row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Runs a change and returns how many rows it touched. */
    int change(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** Runs a change that has to touch exactly one row. */
    void changeOne(String sql, @Nullable Object... parameters) throws SQLException {
        int rows = change(sql, parameters);
        if (rows != 1) {
            throw new IllegalStateException(rows + " rows instead of one were touched by: " + sql);
        }
    }

    <T> List<T> all(String sql, Row<T> row, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet result = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (result.next()) {
                list.add(row.read(result));
            }
            return list;
        }
    }

    <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... parameters) throws SQLException {
        return all(sql, row, parameters).stream().findFirst();
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < parameters.length; index++) {
            Object parameter = parameters[index];
            statement.setObject(index + 1, parameter instanceof Octets octets ? octets.toArray() : parameter);
        }
        return statement;
    }
}
