package uk.route2b.tests.gateway;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** All rows of all tables of a SQLite file, as text, except those that time itself writes. */
final class StoredState {
    private StoredState() {}

    static String of(Path database) {
        StringBuilder all = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            for (String table : tables(connection)) {
                all.append(table).append('\n');
                rows(connection, table)
                        .forEach(row -> all.append("  ").append(row).append('\n'));
            }
            return all.toString();
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the store cannot be read", unreadable);
        }
    }

    /** Not the health check's row, when each node was seen, and how much was counted in a window. */
    private static List<String> tables(Connection connection) throws SQLException {
        return column(
                connection,
                "select name from sqlite_schema where type = 'table'"
                        + " and name not in ('meta', 'gateway_node', 'traffic') order by name");
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from " + table)) {
            while (result.next()) {
                rows.add(row(result));
            }
        }
        return rows.stream().sorted().toList();
    }

    private static String row(ResultSet result) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            Object cell = result.getObject(column);
            cells.add(cell instanceof byte[] octets ? HexFormat.of().formatHex(octets) : String.valueOf(cell));
        }
        return String.join("|", cells);
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }
}
