package uk.route2b.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.PayloadFacts;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.PayloadState;

/** Reads and changes payloads in table outbox. */
final class OutboxRows {
    private static final String OF_CEM = " dsrsp = ? AND cem = ?";
    private static final String DEAD = "state IN ('REFUSED', 'HELD', 'IN_DOUBT', 'EXPIRED', 'UNKNOWN')";

    /** Held by this gateway's own check: what a CEM held has a counter. */
    private static final String HELD_HERE = " state = 'HELD' AND counter IS NULL";

    private final Sql sql;

    OutboxRows(Sql sql) {
        this.sql = sql;
    }

    static PayloadRecord read(ResultSet row) throws SQLException {
        String counter = row.getString("counter");
        return new PayloadRecord(
                row.getLong("number"),
                CemRow.key(row),
                new PayloadFacts(
                        row.getString("kind"),
                        row.getString("ven"),
                        row.getLong("urgent") != 0,
                        row.getLong("replaces") != 0,
                        CemRow.number(row, "expires_at")),
                Octets.of(row.getBytes("body_digest")),
                row.getInt("body_octets"),
                row.getLong("queued_at"),
                PayloadState.valueOf(row.getString("state")),
                counter == null ? OptionalLong.empty() : OptionalLong.of(Counters.parse(counter)),
                row.getString("reason"),
                row.getLong("told") != 0);
    }

    List<PayloadRecord> unsent(CemKey key, int most) throws SQLException {
        return where(OF_CEM + " AND state = 'QUEUED' ORDER BY number LIMIT ?", dsrsp(key), cem(key), most);
    }

    /** What waits unsigned: for its turn, or for an operator. */
    List<PayloadRecord> waiting(CemKey key) throws SQLException {
        return where(OF_CEM + " AND (state = 'QUEUED' OR" + HELD_HERE + ") ORDER BY number", dsrsp(key), cem(key));
    }

    List<PayloadRecord> held(long before, int most) throws SQLException {
        return where(" number < ? AND" + HELD_HERE + " ORDER BY number DESC LIMIT ?", before, most);
    }

    /** An operator's decision; false if it is not held here. */
    boolean decide(long number, PayloadState to, String reason) throws SQLException {
        return sql.change(
                        "UPDATE outbox SET state = ?, reason = ? WHERE number = ? AND body_kept = 1 AND" + HELD_HERE,
                        to.name(),
                        reason,
                        number)
                == 1;
    }

    /** Without those of CEMs whose owner is another node that has been seen since. */
    List<PayloadRecord> urgent(String node, long seenMillis, int most) throws SQLException {
        return where(
                " urgent = 1 AND state IN ('QUEUED', 'SENT') AND NOT EXISTS (SELECT 1 FROM session_owner owner"
                        + " JOIN gateway_node other ON other.name = owner.node WHERE owner.dsrsp = outbox.dsrsp"
                        + " AND owner.cem = outbox.cem AND owner.node <> ? AND other.seen_at > ?)"
                        + " ORDER BY CASE WHEN expires_at IS NULL THEN 1 ELSE 0 END, expires_at, number LIMIT ?",
                node,
                seenMillis,
                most);
    }

    Optional<PayloadRecord> byNumber(long number) throws SQLException {
        return where(" number = ?", number).stream().findFirst();
    }

    Optional<PayloadRecord> byCounter(CemKey key, long counter) throws SQLException {
        return where(OF_CEM + " AND counter = ?", dsrsp(key), cem(key), Counters.text(counter)).stream()
                .findFirst();
    }

    /** The newest with the same body whose VTN still asks what became of it. */
    Optional<PayloadRecord> untold(CemKey key, PayloadFacts facts, Octets digest) throws SQLException {
        return where(
                        OF_CEM + " AND ven = ? AND kind = ? AND body_digest = ? AND told = 0"
                                + " AND state <> 'WITHDRAWN' AND NOT (state = 'EXPIRED' AND counter IS NULL)"
                                + " ORDER BY number DESC LIMIT 1",
                        dsrsp(key),
                        cem(key),
                        facts.ven(),
                        facts.kind(),
                        digest)
                .stream()
                .findFirst();
    }

    List<PayloadRecord> late(long nowMillis, int most) throws SQLException {
        return where(
                " expires_at <= ? AND state IN ('QUEUED', 'SENT') AND expires_at IS NOT NULL ORDER BY number LIMIT ?"
                        + sql.dialect().forUpdateOfFree(),
                nowMillis,
                most);
    }

    List<PayloadRecord> deadLetters(long before, int most) throws SQLException {
        return where(" number < ? AND " + DEAD + " ORDER BY number DESC LIMIT ?", before, most);
    }

    private List<PayloadRecord> where(String condition, @Nullable Object... parameters) throws SQLException {
        return sql.all("SELECT * FROM outbox WHERE" + condition, OutboxRows::read, parameters);
    }

    long add(CemKey key, PayloadFacts facts, Content content, Octets digest, long atMillis) throws SQLException {
        return sql.one(
                        "INSERT INTO outbox (dsrsp, cem, kind, ven, urgent, replaces, expires_at, body_digest,"
                                + " body_octets, body_format, queued_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " RETURNING number",
                        row -> row.getLong(1),
                        dsrsp(key),
                        cem(key),
                        facts.kind(),
                        facts.ven(),
                        facts.urgent() ? 1 : 0,
                        facts.replaces() ? 1 : 0,
                        facts.expiresMillis().isPresent()
                                ? facts.expiresMillis().getAsLong()
                                : null,
                        digest,
                        content.body().size(),
                        content.format().octet(),
                        atMillis)
                .orElseThrow();
    }

    Optional<Content> content(long number) throws SQLException {
        return sql.one(
                "SELECT body_format, octets FROM outbox JOIN body ON body.digest = outbox.body_digest"
                        + " WHERE number = ? AND body_kept = 1",
                row -> new Content(ContentFormat.of(row.getInt(1)).orElseThrow(), Octets.of(row.getBytes(2))),
                number);
    }

    /** The body of a payload that is still needed. */
    Octets body(long number) throws SQLException {
        return content(number).map(Content::body).orElseThrow();
    }

    /** A change of state; false if it has another state by now. */
    boolean change(long number, PayloadState from, PayloadState to, String reason) throws SQLException {
        return sql.change(
                        "UPDATE outbox SET state = ?, reason = ? WHERE number = ? AND state = ?",
                        to.name(),
                        reason,
                        number,
                        from.name())
                == 1;
    }

    /** A queued payload of this CEM is sent from now on; false if it is not queued. */
    boolean send(CemKey key, long number, long counter) throws SQLException {
        return sql.change(
                        "UPDATE outbox SET state = 'SENT', counter = ? WHERE number = ? AND state = 'QUEUED' AND"
                                + OF_CEM,
                        Counters.text(counter),
                        number,
                        dsrsp(key),
                        cem(key))
                == 1;
    }

    /** What was signed under a counter and waits for its answer. */
    void settle(CemKey key, long counter, PayloadState outcome, String reason) throws SQLException {
        sql.change(
                "UPDATE outbox SET state = ?, reason = ? WHERE" + OF_CEM
                        + " AND counter = ? AND state IN ('SENT', 'UNKNOWN')",
                outcome.name(),
                reason,
                dsrsp(key),
                cem(key),
                Counters.text(counter));
    }

    void told(long number) throws SQLException {
        sql.change("UPDATE outbox SET told = 1 WHERE number = ?", number);
    }

    void restored() throws SQLException {
        sql.change("UPDATE outbox SET state = 'IN_DOUBT', reason = 'restored', told = 1 WHERE state = 'QUEUED'");
    }

    List<CemKey> withUnsent() throws SQLException {
        return sql.all(
                "SELECT DISTINCT dsrsp, cem FROM outbox WHERE state = 'QUEUED' ORDER BY dsrsp, cem", CemRow::key);
    }

    long unsentOctets() throws SQLException {
        return sql.one("SELECT COALESCE(SUM(body_octets), 0) FROM outbox WHERE state = 'QUEUED'", row -> row.getLong(1))
                .orElse(0L);
    }

    Map<PayloadState, Long> counts() throws SQLException {
        record Count(PayloadState state, long number) {}
        Map<PayloadState, Long> counts = new EnumMap<>(PayloadState.class);
        for (PayloadState state : PayloadState.values()) {
            counts.put(state, 0L);
        }
        sql.all(
                        "SELECT state, COUNT(*) FROM outbox GROUP BY state",
                        row -> new Count(PayloadState.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(count -> counts.put(count.state(), count.number()));
        return counts;
    }

    private static String dsrsp(CemKey key) {
        return key.dsrsp().toString();
    }

    private static String cem(CemKey key) {
        return key.cem().toString();
    }
}
