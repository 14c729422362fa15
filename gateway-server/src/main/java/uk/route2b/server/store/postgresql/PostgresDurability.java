package uk.route2b.server.store.postgresql;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.sql.Sql;

/** A database that is set up to lose what it has acknowledged is not used, at the start and at each health check. */
final class PostgresDurability {
    private static final List<String> SETTINGS = List.of("fsync", "full_page_writes", "synchronous_commit");
    /** What this program asks for in each of its sessions; a server that asks for more keeps it. */
    private static final String MORE = "remote_apply";

    private PostgresDurability() {}

    /** Fails if one of the settings is off. */
    static void require(Sql sql, String where) throws SQLException {
        for (String setting : SETTINGS) {
            String value = show(sql, setting);
            if (value.equals("off")) {
                throw new StoreException(
                        "the store " + where + " has " + setting + " = off: it loses what it has acknowledged when its"
                                + " machine stops",
                        "set " + setting + " = on in postgresql.conf, or with ALTER SYSTEM, and reload",
                        new IllegalStateException(setting));
            }
        }
    }

    /** The statement with which each session begins. */
    static String session(Sql sql) throws SQLException {
        return "SET synchronous_commit = " + (show(sql, "synchronous_commit").equals(MORE) ? MORE : "on");
    }

    /** Fails if a session does not have what it was told. */
    static void requireSession(Sql sql) throws SQLException {
        String value = show(sql, "synchronous_commit");
        if (!value.equals("on") && !value.equals(MORE)) {
            throw new IllegalStateException("a session has synchronous_commit = " + value);
        }
    }

    /** All of them, for tests. */
    static Map<String, String> all(Sql sql) throws SQLException {
        return Map.of(
                "fsync", show(sql, "fsync"),
                "full_page_writes", show(sql, "full_page_writes"),
                "synchronous_commit", show(sql, "synchronous_commit"));
    }

    private static String show(Sql sql, String setting) throws SQLException {
        return sql.one("SHOW " + setting, row -> row.getString(1)).orElseThrow();
    }
}
