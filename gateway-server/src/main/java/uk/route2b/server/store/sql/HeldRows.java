package uk.route2b.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.HeldMessage;

/** Messages of CEMs that wait for an operator, in table held_message; one whose octets were pruned is not there. */
final class HeldRows {
    private static final String KEPT = " FROM held_message JOIN accepted ON accepted.dsrsp = held_message.dsrsp"
            + " AND accepted.cem = held_message.cem AND accepted.counter = held_message.counter"
            + " WHERE octets IS NOT NULL";

    private final Sql sql;

    HeldRows(Sql sql) {
        this.sql = sql;
    }

    void hold(CemKey key, AcceptedMessage message, String reason, String kind) throws SQLException {
        sql.changeOne(
                "INSERT INTO held_message (dsrsp, cem, counter, kind, reason, held_at) VALUES (?, ?, ?, ?, ?, ?)",
                key.dsrsp().toString(),
                key.cem().toString(),
                Counters.text(message.counter()),
                kind,
                reason,
                message.atMillis());
    }

    List<HeldMessage> below(long before, int most) throws SQLException {
        return sql.all(
                "SELECT number, held_message.dsrsp, held_message.cem, held_message.counter, code, kind, reason, held_at,"
                        + " LENGTH(octets) AS size, digest" + KEPT + " AND number < ? ORDER BY number DESC LIMIT ?",
                HeldRows::read,
                before,
                most);
    }

    private static HeldMessage read(ResultSet row) throws SQLException {
        return new HeldMessage(
                row.getLong("number"),
                CemRow.key(row),
                Counters.parse(row.getString("counter")),
                MessageCode.parse(row.getString("code")),
                row.getString("kind"),
                row.getString("reason"),
                row.getLong("held_at"),
                row.getInt("size"),
                Octets.of(row.getBytes("digest")));
    }

    long count() throws SQLException {
        return sql.one("SELECT COUNT(*)" + KEPT, row -> row.getLong(1)).orElse(0L);
    }

    /** Of two that read it at once only one removes the row, and only that one is given the octets. */
    Optional<Octets> decide(long number) throws SQLException {
        Optional<Octets> octets =
                sql.one("SELECT octets" + KEPT + " AND number = ?", row -> Octets.of(row.getBytes(1)), number);
        boolean decided = sql.change("DELETE FROM held_message WHERE number = ?", number) == 1;
        return octets.filter(kept -> decided);
    }

    /** What a lost store may have released already is released no second time. */
    void restored() throws SQLException {
        sql.change("DELETE FROM held_message");
    }
}
