package uk.route2b.server.store.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.BegunMessage;
import uk.route2b.server.store.OutgoingMessage;

/** The messages of a CEM in the tables accepted and outgoing. */
final class MessageRows {
    private final Sql sql;
    private final String dsrsp;
    private final String cem;

    MessageRows(Sql sql, CemKey key) {
        this.sql = sql;
        this.dsrsp = key.dsrsp().toString();
        this.cem = key.cem().toString();
    }

    void accept(AcceptedMessage message, Optional<Octets> answer) throws SQLException {
        sql.changeOne(
                "INSERT INTO accepted (dsrsp, cem, counter, digest, octets, state, answer, accepted_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                dsrsp,
                cem,
                Counters.text(message.counter()),
                message.digest(),
                message.octets(),
                answer.isPresent() ? "answered" : "begun",
                answer.orElse(null),
                message.atMillis());
    }

    void answer(long counter, Octets answer) throws SQLException {
        sql.changeOne(
                "UPDATE accepted SET state = 'answered', answer = ?"
                        + " WHERE dsrsp = ? AND cem = ? AND counter = ? AND state = 'begun'",
                answer,
                dsrsp,
                cem,
                Counters.text(counter));
    }

    Optional<Octets> answer(long counter) throws SQLException {
        return sql.one(
                "SELECT answer FROM accepted WHERE dsrsp = ? AND cem = ? AND counter = ? AND state = 'answered'",
                row -> Octets.of(row.getBytes(1)),
                dsrsp,
                cem,
                Counters.text(counter));
    }

    static List<BegunMessage> begun(Sql sql) throws SQLException {
        return sql.all(
                "SELECT dsrsp, cem, counter, octets FROM accepted WHERE state = 'begun' ORDER BY dsrsp, cem, counter",
                row -> new BegunMessage(
                        new CemKey(
                                EntityIdentifier.parse(row.getString("dsrsp")),
                                EntityIdentifier.parse(row.getString("cem"))),
                        Counters.parse(row.getString("counter")),
                        Octets.of(row.getBytes("octets"))));
    }

    void send(OutgoingMessage message) throws SQLException {
        sql.changeOne(
                "INSERT INTO outgoing (dsrsp, cem, counter, code, octets, state, signed_at)"
                        + " VALUES (?, ?, ?, ?, ?, 'unanswered', ?)",
                dsrsp,
                cem,
                Counters.text(message.counter()),
                message.code().code().toString(),
                message.octets(),
                message.atMillis());
    }

    void settle(long counter, Octets answer) throws SQLException {
        sql.changeOne(
                "UPDATE outgoing SET state = 'answered', answer = ?"
                        + " WHERE dsrsp = ? AND cem = ? AND counter = ? AND state = 'unanswered'",
                answer,
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

    List<OutgoingMessage> unanswered() throws SQLException {
        return sql.all(
                "SELECT counter, code, octets, signed_at FROM outgoing"
                        + " WHERE dsrsp = ? AND cem = ? AND state = 'unanswered' ORDER BY counter",
                row -> new OutgoingMessage(
                        Counters.parse(row.getString("counter")),
                        PrivateMessageCode.of(MessageCode.parse(row.getString("code")))
                                .orElseThrow(),
                        Octets.of(row.getBytes("octets")).sha256(),
                        Octets.of(row.getBytes("octets")),
                        row.getLong("signed_at")),
                dsrsp,
                cem);
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

    void keepTunnelId(long counter, int id) throws SQLException {
        sql.changeOne(
                "UPDATE outgoing SET tunnel_id = ? WHERE dsrsp = ? AND cem = ? AND counter = ?",
                id,
                dsrsp,
                cem,
                Counters.text(counter));
    }
}
