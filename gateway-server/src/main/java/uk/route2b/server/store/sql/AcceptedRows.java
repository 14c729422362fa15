package uk.route2b.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.message.CounterMemory;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.BegunMessage;

/** What a CEM sent, in table accepted. */
final class AcceptedRows {
    private final Sql sql;
    private final String dsrsp;
    private final String cem;

    AcceptedRows(Sql sql, CemKey key) {
        this.sql = sql;
        this.dsrsp = key.dsrsp().toString();
        this.cem = key.cem().toString();
    }

    /**
     * Callers have judged the counter; that it is new is looked at once more, because a repeat that acts is the one
     * thing that must never be.
     *
     * @param nowMillis when the answer was given, where there is one
     */
    void accept(AcceptedMessage message, String node, Optional<Octets> answer, long nowMillis) throws SQLException {
        String counter = Counters.text(message.counter());
        if (isForgotten(counter)) {
            throw new IllegalStateException("counter " + counter + " is not new");
        }
        sql.changeOne(
                "INSERT INTO accepted (dsrsp, cem, counter, code, node, digest, octets, state, answer, accepted_at,"
                        + " answered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                dsrsp,
                cem,
                counter,
                message.code().toString(),
                node,
                message.digest(),
                message.octets(),
                answer.isPresent() ? "answered" : "begun",
                answer.orElse(null),
                message.atMillis(),
                answer.isPresent() ? nowMillis : null);
    }

    /** At or below the floor, or below the oldest of the memory. */
    private boolean isForgotten(String counter) throws SQLException {
        return sql.one(
                        "SELECT 1 FROM cem WHERE dsrsp = ? AND cem = ? AND (floor >= ? OR"
                                + " (SELECT counter FROM accepted WHERE dsrsp = ? AND cem = ?"
                                + " ORDER BY counter DESC LIMIT 1 OFFSET " + (CounterMemory.SIZE - 1) + ") >= ?)",
                        row -> row.getInt(1),
                        dsrsp,
                        cem,
                        counter,
                        dsrsp,
                        cem,
                        counter)
                .isPresent();
    }

    /** False if an answer stands already. */
    boolean answer(long counter, Octets answer, long nowMillis) throws SQLException {
        int rows = sql.change(
                "UPDATE accepted SET state = 'answered', answer = ?, answered_at = ?"
                        + " WHERE dsrsp = ? AND cem = ? AND counter = ? AND state = 'begun'",
                answer,
                nowMillis,
                dsrsp,
                cem,
                Counters.text(counter));
        if (rows == 0 && !isThere(counter)) {
            throw new IllegalStateException("no message with the counter " + counter + " was accepted");
        }
        return rows == 1;
    }

    private boolean isThere(long counter) throws SQLException {
        return sql.one(
                        "SELECT 1 FROM accepted WHERE dsrsp = ? AND cem = ? AND counter = ?",
                        row -> row.getInt(1),
                        dsrsp,
                        cem,
                        Counters.text(counter))
                .isPresent();
    }

    Optional<Octets> answer(long counter) throws SQLException {
        return sql.one(
                "SELECT answer FROM accepted WHERE dsrsp = ? AND cem = ? AND counter = ? AND answer IS NOT NULL",
                row -> Octets.of(row.getBytes(1)),
                dsrsp,
                cem,
                Counters.text(counter));
    }

    /** Those without a node are of form 1, when there was one node only. */
    static List<BegunMessage> begun(Sql sql, String node) throws SQLException {
        return sql.all(
                "SELECT dsrsp, cem, counter, octets FROM accepted WHERE state = 'begun' AND node IN (?, '')"
                        + " ORDER BY dsrsp, cem, counter",
                AcceptedRows::begun,
                node);
    }

    static List<BegunMessage> begunByLost(Sql sql, String node, long millis, int most) throws SQLException {
        return sql.all(
                "SELECT dsrsp, cem, counter, octets FROM accepted WHERE state = 'begun' AND node NOT IN (?, '')"
                        + " AND NOT EXISTS (SELECT 1 FROM gateway_node WHERE name = accepted.node AND seen_at > ?)"
                        + " ORDER BY dsrsp, cem, counter LIMIT ?",
                AcceptedRows::begun,
                node,
                millis,
                most);
    }

    private static BegunMessage begun(ResultSet row) throws SQLException {
        return new BegunMessage(
                CemRow.key(row), Counters.parse(row.getString("counter")), Octets.of(row.getBytes("octets")));
    }
}
