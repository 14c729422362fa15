package uk.route2b.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.AuditRecord;
import uk.route2b.server.store.Exchange;
import uk.route2b.server.store.OutgoingMessage;

/** Verdicts about a CEM in table audit, and the transcript that is read along it. */
final class AuditRows {
    private final Sql sql;
    private final CemKey key;

    AuditRows(Sql sql, CemKey key) {
        this.sql = sql;
        this.key = key;
    }

    void up(AcceptedMessage message, String verdict, String reason, long nowMillis) throws SQLException {
        add("up", message.code(), message.counter(), message.digest(), verdict, reason, nowMillis);
    }

    void down(OutgoingMessage message, String verdict, String reason, long nowMillis) throws SQLException {
        add("down", message.code().code(), message.counter(), message.digest(), verdict, reason, nowMillis);
    }

    private void add(
            String direction,
            MessageCode code,
            long counter,
            Octets digest,
            String verdict,
            String reason,
            long nowMillis)
            throws SQLException {
        sql.changeOne(
                "INSERT INTO audit (at, dsrsp, cem, direction, code, counter, digest, verdict, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                nowMillis,
                key.dsrsp().toString(),
                key.cem().toString(),
                direction,
                code.toString(),
                Counters.text(counter),
                digest,
                verdict,
                reason);
    }

    List<AuditRecord> after(long number, int most) throws SQLException {
        return sql.all(
                "SELECT * FROM audit WHERE dsrsp = ? AND cem = ? AND number > ? ORDER BY number LIMIT ?",
                this::record,
                key.dsrsp().toString(),
                key.cem().toString(),
                number,
                most);
    }

    private AuditRecord record(ResultSet row) throws SQLException {
        return new AuditRecord(
                row.getLong("number"),
                row.getLong("at"),
                key,
                row.getString("direction"),
                row.getString("code"),
                Counters.parse(row.getString("counter")),
                Octets.of(row.getBytes("digest")),
                row.getString("verdict"),
                row.getString("reason"));
    }

    List<Exchange> transcript(long fromMillis, long untilMillis, long number, int most) throws SQLException {
        String ofCem = " WHERE audit.dsrsp = ? AND audit.cem = ? AND audit.number > ?";
        return sql.all(
                "SELECT audit.number AS place, 0 AS down, accepted.counter, accepted.code, accepted_at AS at,"
                        + " accepted.digest, accepted.octets AS head, NULL AS middle, NULL AS tail,"
                        + " accepted.state, answered_at, answer FROM audit JOIN accepted"
                        + " ON accepted.dsrsp = audit.dsrsp AND accepted.cem = audit.cem"
                        + " AND accepted.counter = audit.counter AND audit.verdict IN ('accepted', 'refused')" + ofCem
                        + " AND accepted_at >= ? AND accepted_at < ?"
                        + " UNION ALL SELECT audit.number, 1, outgoing.counter, outgoing.code, signed_at,"
                        + " outgoing.digest, head, body.octets, tail, outgoing.state, answered_at, answer FROM audit"
                        + " JOIN outgoing ON outgoing.dsrsp = audit.dsrsp AND outgoing.cem = audit.cem"
                        + " AND outgoing.counter = audit.counter AND audit.verdict = 'signed'"
                        + " LEFT JOIN outbox ON outbox.number = outgoing.payload AND outgoing.tail IS NOT NULL"
                        + " LEFT JOIN body ON body.digest = outbox.body_digest" + ofCem
                        + " AND signed_at >= ? AND signed_at < ? ORDER BY place LIMIT ?",
                AuditRows::exchange,
                key.dsrsp().toString(),
                key.cem().toString(),
                number,
                fromMillis,
                untilMillis,
                key.dsrsp().toString(),
                key.cem().toString(),
                number,
                fromMillis,
                untilMillis,
                most);
    }

    private static Exchange exchange(ResultSet row) throws SQLException {
        return new Exchange(
                row.getLong("place"),
                row.getLong("down") != 0,
                Counters.parse(row.getString("counter")),
                MessageCode.parse(row.getString("code")),
                row.getLong("at"),
                Octets.of(row.getBytes("digest")),
                Enclosure.read(row),
                end(row.getString("state")),
                answeredMillis(row),
                CemRow.octets(row, "answer"));
    }

    private static OptionalLong answeredMillis(ResultSet row) throws SQLException {
        return CemRow.number(row, "answered_at");
    }

    private static Exchange.End end(String state) {
        return switch (state) {
            case "answered" -> Exchange.End.ANSWERED;
            case "given-up" -> Exchange.End.GIVEN_UP;
            default -> Exchange.End.OPEN;
        };
    }

    /** Numbers of the oldest records, up to the first that is not older than a time. */
    static Optional<Long> lastBefore(Sql sql, long beforeMillis, int most) throws SQLException {
        record Old(long number, long at) {}
        return sql
                .all(
                        "SELECT number, at FROM audit ORDER BY number LIMIT ?",
                        row -> new Old(row.getLong(1), row.getLong(2)),
                        most)
                .stream()
                .takeWhile(old -> old.at() < beforeMillis)
                .map(Old::number)
                .reduce((earlier, later) -> later);
    }
}
