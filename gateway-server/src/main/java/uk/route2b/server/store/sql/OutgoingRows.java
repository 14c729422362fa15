package uk.route2b.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.OutgoingMessage;

/** What we sent, in table outgoing: the signed octets around a body that is kept once. */
final class OutgoingRows {
    /** A message of ours together with the body in its middle, where it stands apart. */
    static final String WITH_BODY = "outgoing LEFT JOIN outbox ON outbox.number = outgoing.payload"
            + " AND outgoing.tail IS NOT NULL LEFT JOIN body ON body.digest = outbox.body_digest";

    private final Sql sql;
    private final String dsrsp;
    private final String cem;

    OutgoingRows(Sql sql, CemKey key) {
        this.sql = sql;
        this.dsrsp = key.dsrsp().toString();
        this.cem = key.cem().toString();
    }

    /** @param payload number of the payload that it carries */
    void send(OutgoingMessage message, OptionalLong payload) throws SQLException {
        Enclosure enclosure = payload.isEmpty()
                ? Enclosure.whole(message.octets())
                : Enclosure.around(new OutboxRows(sql).body(payload.getAsLong()), message.octets());
        sql.changeOne(
                "INSERT INTO outgoing (dsrsp, cem, counter, code, digest, head, tail, payload, state, signed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'unanswered', ?)",
                dsrsp,
                cem,
                Counters.text(message.counter()),
                message.code().code().toString(),
                message.digest(),
                enclosure.head(),
                enclosure.tail().orElse(null),
                payload.isPresent() ? payload.getAsLong() : null,
                message.atMillis());
    }

    /** The message that waits with this counter, without its octets; that there is none is a bug. */
    OutgoingMessage waiting(long counter) throws SQLException {
        return sql.one(
                        "SELECT counter, code, digest, signed_at FROM outgoing"
                                + " WHERE dsrsp = ? AND cem = ? AND counter = ? AND state = 'unanswered'",
                        row -> message(row, Octets.EMPTY),
                        dsrsp,
                        cem,
                        Counters.text(counter))
                .orElseThrow(() -> new IllegalStateException("no message waits with the counter " + counter));
    }

    void settle(long counter, Octets answer, long nowMillis) throws SQLException {
        sql.changeOne(
                "UPDATE outgoing SET state = 'answered', answer = ?, answered_at = ?"
                        + " WHERE dsrsp = ? AND cem = ? AND counter = ? AND state = 'unanswered'",
                answer,
                nowMillis,
                dsrsp,
                cem,
                Counters.text(counter));
    }

    void giveUp(long counter) throws SQLException {
        sql.changeOne(
                "UPDATE outgoing SET state = 'given-up'"
                        + " WHERE dsrsp = ? AND cem = ? AND counter = ? AND state = 'unanswered'",
                dsrsp,
                cem,
                Counters.text(counter));
    }

    List<OutgoingMessage> unanswered(long after, int most) throws SQLException {
        return sql.all(
                "SELECT outgoing.counter, code, outgoing.digest, signed_at, head, tail, body.octets AS middle FROM "
                        + WITH_BODY + " WHERE outgoing.dsrsp = ? AND outgoing.cem = ? AND outgoing.counter > ?"
                        + " AND outgoing.state = 'unanswered' ORDER BY outgoing.counter LIMIT ?",
                row -> message(row, Enclosure.read(row).orElseThrow()),
                dsrsp,
                cem,
                Counters.text(after),
                most);
    }

    private static OutgoingMessage message(ResultSet row, Octets octets) throws SQLException {
        return new OutgoingMessage(
                Counters.parse(row.getString("counter")),
                PrivateMessageCode.of(MessageCode.parse(row.getString("code"))).orElseThrow(),
                Octets.of(row.getBytes("digest")),
                octets,
                row.getLong("signed_at"));
    }

    Optional<Octets> answer(long counter) throws SQLException {
        return sql.one(
                "SELECT answer FROM outgoing WHERE dsrsp = ? AND cem = ? AND counter = ? AND answer IS NOT NULL",
                row -> Octets.of(row.getBytes(1)),
                dsrsp,
                cem,
                Counters.text(counter));
    }

    Optional<Integer> tunnelId(long counter) throws SQLException {
        return sql.one(
                "SELECT tunnel_id FROM outgoing"
                        + " WHERE dsrsp = ? AND cem = ? AND counter = ? AND tunnel_id IS NOT NULL",
                row -> row.getInt(1),
                dsrsp,
                cem,
                Counters.text(counter));
    }

    OptionalLong inTunnel(int id) throws SQLException {
        return sql.one(
                        "SELECT counter FROM outgoing WHERE dsrsp = ? AND cem = ? AND tunnel_id = ?"
                                + " AND state = 'unanswered' ORDER BY counter DESC LIMIT 1",
                        row -> OptionalLong.of(Counters.parse(row.getString(1))),
                        dsrsp,
                        cem,
                        id)
                .orElse(OptionalLong.empty());
    }

    void keepTunnelId(long counter, int id) throws SQLException {
        sql.changeOne(
                "UPDATE outgoing SET tunnel_id = ? WHERE dsrsp = ? AND cem = ? AND counter = ?",
                id,
                dsrsp,
                cem,
                Counters.text(counter));
    }
}
