package uk.route2b.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.message.CounterMemory;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.store.Retention;

/**
 * Removes what is old and done with. What may go is looked up beside the commits, on a state of its own, because it
 * stays so: what was answered and forgotten never becomes open again. Only the removal itself is a change.
 *
 * <p>A round goes through each table once, from the oldest; what has to stay is not looked at again before the next
 * round. Used by one thread at a time.
 */
final class Pruning {
    /** One thing to remove: what is looked up, oldest first, and what is done to each. */
    private record Stage(String candidates, String removal, boolean bodies) {}

    /** A row by its CEM and counter or by its number, and what else the removal needs. */
    private record Candidate(String dsrsp, String cem, String counter, long number, Octets digest, long atMillis) {
        private static Candidate message(ResultSet row) throws SQLException {
            return new Candidate(
                    row.getString("dsrsp"),
                    row.getString("cem"),
                    row.getString("counter"),
                    0,
                    Octets.EMPTY,
                    row.getLong("at"));
        }

        private static Candidate payload(ResultSet row) throws SQLException {
            return new Candidate(
                    "", "", "", row.getLong("number"), Octets.of(row.getBytes("body_digest")), row.getLong("at"));
        }
    }

    private static final String FORGOTTEN =
            " AND state = 'answered' AND counter < (SELECT newer.counter FROM accepted AS newer"
                    + " WHERE newer.dsrsp = accepted.dsrsp AND newer.cem = accepted.cem"
                    + " ORDER BY newer.counter DESC LIMIT 1 OFFSET " + (CounterMemory.SIZE - 1) + ")";
    private static final String SETTLED = " AND state NOT IN ('QUEUED', 'SENT', 'UNKNOWN')"
            + " AND NOT EXISTS (SELECT 1 FROM outgoing WHERE outgoing.dsrsp = outbox.dsrsp"
            + " AND outgoing.cem = outbox.cem AND outgoing.counter = outbox.counter AND head IS NOT NULL)";
    private static final String BEHIND_THE_WINDOW =
            " AND state <> 'unanswered' AND NOT EXISTS (SELECT 1 FROM outgoing AS older"
                    + " WHERE older.dsrsp = outgoing.dsrsp AND older.cem = outgoing.cem AND older.state = 'unanswered'"
                    + " AND older.counter < outgoing.counter)";
    private static final String MESSAGE = " WHERE dsrsp = ? AND cem = ? AND counter = ?";

    private static final List<Stage> STAGES = List.of(
            // First, so that what is listed as held has its octets.
            new Stage(
                    "SELECT dsrsp, cem, counter, held_at AS at FROM held_message WHERE held_at >= ?"
                            + " AND held_at < ? ORDER BY held_at LIMIT ?",
                    "DELETE FROM held_message" + MESSAGE,
                    true),
            new Stage(
                    "SELECT dsrsp, cem, counter, accepted_at AS at FROM accepted WHERE accepted_at >= ?"
                            + " AND accepted_at < ? AND octets IS NOT NULL" + FORGOTTEN
                            + " ORDER BY accepted_at LIMIT ?",
                    "UPDATE accepted SET octets = NULL, answer = NULL" + MESSAGE,
                    true),
            new Stage(
                    "SELECT dsrsp, cem, counter, signed_at AS at FROM outgoing WHERE signed_at >= ?"
                            + " AND signed_at < ? AND head IS NOT NULL AND state <> 'unanswered'"
                            + " ORDER BY signed_at LIMIT ?",
                    "UPDATE outgoing SET head = NULL, tail = NULL, answer = NULL" + MESSAGE,
                    true),
            new Stage(
                    "SELECT number, body_digest, queued_at AS at FROM outbox WHERE queued_at >= ?"
                            + " AND queued_at < ? AND body_kept = 1" + SETTLED + " ORDER BY queued_at LIMIT ?",
                    "UPDATE outbox SET body_kept = 0 WHERE number = ?",
                    true),
            new Stage(
                    "SELECT dsrsp, cem, counter, accepted_at AS at FROM accepted WHERE accepted_at >= ?"
                            + " AND accepted_at < ?" + FORGOTTEN + " ORDER BY accepted_at LIMIT ?",
                    "DELETE FROM accepted" + MESSAGE,
                    false),
            new Stage(
                    "SELECT dsrsp, cem, counter, signed_at AS at FROM outgoing WHERE signed_at >= ?"
                            + " AND signed_at < ?" + BEHIND_THE_WINDOW + " ORDER BY signed_at LIMIT ?",
                    "DELETE FROM outgoing" + MESSAGE,
                    false),
            new Stage(
                    "SELECT number, body_digest, queued_at AS at FROM outbox WHERE queued_at >= ?"
                            + " AND queued_at < ?" + SETTLED + " ORDER BY queued_at LIMIT ?",
                    "DELETE FROM outbox WHERE number = ?",
                    false));

    private final Database database;
    private int stage;
    private long fromMillis = Long.MIN_VALUE;

    Pruning(Database database) {
        this.database = database;
    }

    /** One step of a round; 0 at its end. */
    int prune(Retention retention, long nowMillis, int most) {
        while (stage < STAGES.size()) {
            int touched = step(STAGES.get(stage), retention, nowMillis, most);
            if (touched > 0) {
                return touched;
            }
            next();
        }
        int past = DispatchRows.prune(database, nowMillis, most);
        if (past > 0) {
            return past;
        }
        int touched = pruneAudit(nowMillis - retention.headers().toMillis(), most);
        if (touched == 0) {
            stage = 0;
        }
        return touched;
    }

    private void next() {
        stage++;
        fromMillis = Long.MIN_VALUE;
    }

    private int step(Stage current, Retention retention, long nowMillis, int most) {
        long before = nowMillis - (current.bodies() ? retention.bodies() : retention.headers()).toMillis();
        boolean ofPayloads = current.candidates().contains("FROM outbox");
        List<Candidate> candidates = database.read(sql -> sql.all(
                current.candidates(), ofPayloads ? Candidate::payload : Candidate::message, fromMillis, before, most));
        if (!candidates.isEmpty()) {
            database.transaction(sql -> remove(sql, current, candidates, ofPayloads));
            fromMillis = candidates.get(candidates.size() - 1).atMillis();
        }
        return candidates.size();
    }

    private static int remove(Sql sql, Stage current, List<Candidate> candidates, boolean ofPayloads)
            throws SQLException {
        int rows = 0;
        for (Candidate candidate : candidates) {
            @Nullable
            Object[] key = ofPayloads
                    ? new Object[] {candidate.number()}
                    : new Object[] {candidate.dsrsp(), candidate.cem(), candidate.counter()};
            rows += sql.change(current.removal(), key);
            if (ofPayloads) {
                new BodyRows(sql).release(candidate.digest());
            }
        }
        return rows;
    }

    private int pruneAudit(long before, int most) {
        return database.<Integer>transaction(sql -> {
            var last = AuditRows.lastBefore(sql, before, most);
            return last.isEmpty() ? 0 : sql.change("DELETE FROM audit WHERE number <= ?", last.get());
        });
    }
}
