package uk.route2b.server.store.sqlite;

import java.sql.SQLException;
import java.util.Map;
import uk.route2b.server.store.sql.Dialect;
import uk.route2b.server.store.sql.Sql;

/** SQLite has one writer at a time, so a row needs no lock of its own. */
final class SqliteDialect implements Dialect {
    static final SqliteDialect INSTANCE = new SqliteDialect();

    private SqliteDialect() {}

    @Override
    public Map<String, String> words() {
        return Map.of(
                "text", "TEXT",
                "number", "INTEGER",
                "octets", "BLOB",
                "identity", "INTEGER PRIMARY KEY AUTOINCREMENT",
                "strict", " STRICT",
                "keyed", " STRICT, WITHOUT ROWID");
    }

    @Override
    public String forUpdate() {
        return "";
    }

    @Override
    public String forUpdateOfFree() {
        return "";
    }

    @Override
    public String forShare() {
        return "";
    }

    @Override
    public int form(Sql sql) throws SQLException {
        return sql.one("PRAGMA user_version", row -> row.getInt(1)).orElse(0);
    }

    @Override
    public void note(Sql sql, int form) throws SQLException {
        sql.run("PRAGMA user_version = " + form);
    }
}
