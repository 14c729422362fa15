package uk.route2b.server.store.postgresql;

import java.sql.SQLException;
import java.util.Map;
import uk.route2b.server.store.sql.Dialect;
import uk.route2b.server.store.sql.Sql;

/** Texts compare by their octets, as in SQLite, whatever language the database speaks. */
final class PostgresDialect implements Dialect {
    static final PostgresDialect INSTANCE = new PostgresDialect();

    private PostgresDialect() {}

    @Override
    public Map<String, String> words() {
        return Map.of(
                "text", "TEXT COLLATE \"C\"",
                "number", "BIGINT",
                "octets", "BYTEA",
                "identity", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                "strict", "",
                "keyed", "");
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public String forUpdateOfFree() {
        return " FOR UPDATE SKIP LOCKED";
    }

    @Override
    public String forShare() {
        return " FOR KEY SHARE";
    }

    @Override
    public int form(Sql sql) throws SQLException {
        sql.run("CREATE TABLE IF NOT EXISTS form (form BIGINT NOT NULL)");
        return sql.one("SELECT form FROM form", row -> row.getInt(1)).orElse(0);
    }

    @Override
    public void note(Sql sql, int form) throws SQLException {
        sql.run("DELETE FROM form");
        sql.run("INSERT INTO form VALUES (" + form + ")");
    }
}
