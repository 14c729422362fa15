package uk.route2b.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
    /** Read at once; they are small. */
    private static final int PLACES = 64;

    private static final String ACCEPTED = "SELECT counter, code, accepted_at AS at, digest, octets AS head,"
            + " NULL AS middle, NULL AS tail, NULL AS tunnel_id, state, answered_at, answer FROM accepted"
            + " WHERE dsrsp = ? AND cem = ? AND counter = ? AND accepted_at >= ? AND accepted_at < ?";

    private static final String SIGNED =
            "SELECT outgoing.counter, outgoing.code, signed_at AS at, outgoing.digest, head,"
                    + " body.octets AS middle, tail, tunnel_id, outgoing.state, answered_at, answer FROM outgoing"
                    + " LEFT JOIN outbox ON outbox.number = outgoing.payload AND outgoing.tail IS NOT NULL"
                    + " LEFT JOIN body ON body.digest = outbox.body_digest"
                    + " WHERE outgoing.dsrsp = ? AND outgoing.cem = ? AND outgoing.counter = ?"
                    + " AND signed_at >= ? AND signed_at < ?";

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

    /** Where a message of a transcript stands. */
    private record Place(long number, boolean down, String counter) {}

    /**
     * Places first, then each message by its key: a join of both would leave it to the database to read, and to sort,
     * all the messages of a CEM for each page.
     */
    List<Exchange> transcript(long fromMillis, long untilMillis, long number, int most) throws SQLException {
        List<Exchange> page = new ArrayList<>();
        List<Place> places = places(number);
        while (!places.isEmpty()) {
            for (Place place : places) {
                exchange(place, fromMillis, untilMillis).ifPresent(page::add);
                if (page.size() == most) {
                    return page;
                }
            }
            places = places(places.get(places.size() - 1).number());
        }
        return page;
    }

    private List<Place> places(long after) throws SQLException {
        return sql.all(
                "SELECT number, verdict, counter FROM audit WHERE dsrsp = ? AND cem = ? AND number > ?"
                        + " AND verdict IN ('accepted', 'refused', 'signed') ORDER BY number LIMIT " + PLACES,
                row -> new Place(
                        row.getLong("number"), row.getString("verdict").equals("signed"), row.getString("counter")),
                key.dsrsp().toString(),
                key.cem().toString(),
                after);
    }

    private Optional<Exchange> exchange(Place place, long fromMillis, long untilMillis) throws SQLException {
        return sql.one(
                place.down() ? SIGNED : ACCEPTED,
                row -> exchange(place, row),
                key.dsrsp().toString(),
                key.cem().toString(),
                place.counter(),
                fromMillis,
                untilMillis);
    }

    private static Exchange exchange(Place place, ResultSet row) throws SQLException {
        return new Exchange(
                place.number(),
                place.down(),
                Counters.parse(row.getString("counter")),
                MessageCode.parse(row.getString("code")),
                row.getLong("at"),
                Octets.of(row.getBytes("digest")),
                Enclosure.read(row),
                end(row.getString("state")),
                answeredMillis(row),
                CemRow.octets(row, "answer"),
                CemRow.number(row, "tunnel_id").isPresent());
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
