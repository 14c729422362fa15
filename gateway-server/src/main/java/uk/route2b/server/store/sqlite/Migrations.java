package uk.route2b.server.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings a database to the form that this version knows; each script runs once, in a transaction of its own. */
final class Migrations {
    /** In order; a script that has been released is never changed, a further one is added. */
    private static final List<String> SCRIPTS = List.of("V001.sql");

    private Migrations() {}

    static void run(Connection connection) throws SQLException {
        int version = new Sql(connection)
                .one("PRAGMA user_version", row -> row.getInt(1))
                .orElse(0);
        if (version > SCRIPTS.size()) {
            throw new SQLException("the database has form " + version + " and this program knows forms up to "
                    + SCRIPTS.size() + "; use the newer program that made it");
        }
        for (int done = version; done < SCRIPTS.size(); done++) {
            apply(connection, SCRIPTS.get(done), done + 1);
        }
    }

    private static void apply(Connection connection, String script, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String part : text(script).replaceAll("(?m)--.*$", "").split(";", -1)) {
                if (!part.isBlank()) {
                    statement.execute(part);
                }
            }
            statement.execute("PRAGMA user_version = " + version);
        }
        connection.commit();
    }

    private static String text(String script) {
        try (InputStream stream = Migrations.class.getResourceAsStream(script)) {
            if (stream == null) {
                throw new IllegalStateException("the script " + script + " is missing from this program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the script " + script + " cannot be read from this program", unreadable);
        }
    }
}
