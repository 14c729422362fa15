package uk.route2b.server.store.sql;

import java.sql.SQLException;
import java.util.Optional;
import uk.route2b.server.store.DoubtSpan;

/** What concerns the store as a whole, in table meta: a name and a number a row. */
final class MetaRows {
    private static final String AFTER = "restored-after";
    private static final String UNTIL = "restored-until";

    private final Sql sql;

    MetaRows(Sql sql) {
        this.sql = sql;
    }

    Optional<DoubtSpan> doubt() throws SQLException {
        Optional<Long> after = value(AFTER);
        Optional<Long> until = value(UNTIL);
        return after.isPresent() && until.isPresent()
                ? Optional.of(new DoubtSpan(after.get(), until.get()))
                : Optional.empty();
    }

    void doubt(DoubtSpan span) throws SQLException {
        DoubtSpan before = doubt().orElse(span);
        put(AFTER, Math.min(before.afterMillis(), span.afterMillis()));
        put(UNTIL, Math.max(before.untilMillis(), span.untilMillis()));
        String until = Counters.text(Math.max(before.untilMillis(), span.untilMillis()));
        sql.change(
                "UPDATE cem SET doubt_open = 1, doubt_until = CASE WHEN doubt_until < ? THEN ? ELSE doubt_until END",
                until,
                until);
    }

    /** Writes, so that a storage that cannot be written is found. */
    void checked(long nowMillis) throws SQLException {
        put("checked", nowMillis);
    }

    private Optional<Long> value(String name) throws SQLException {
        return sql.one("SELECT value FROM meta WHERE name = ?", row -> row.getLong(1), name);
    }

    private void put(String name, long value) throws SQLException {
        sql.change(
                "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value);
    }
}
