package uk.route2b.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.Move;
import uk.route2b.server.store.MovedCem;
import uk.route2b.server.store.NewMove;

/** Moves in tables move and move_cem; how far a CEM is stands in table cem. */
final class MoveRows {
    private static final long MINUTE_MILLIS = 60_000;

    /** As {@link #progress} reads it. */
    private static final String PROGRESS = "CASE WHEN moved.begun_at IS NULL THEN 0"
            + " WHEN COALESCE(cem.configuration_confirmed, 0) >= move.version THEN 2"
            + " WHEN COALESCE(cem.configuration_failed, 0) >= move.version THEN 3 ELSE 1 END";

    private static final String JOINED = " FROM move LEFT JOIN move_cem moved ON moved.move = move.number"
            + " LEFT JOIN cem ON cem.dsrsp = moved.dsrsp AND cem.cem = moved.cem";

    private static final String COUNTED = "SELECT number, dsrsp, configuration, per_minute, stopped, started_at,"
            + " SUM(CASE WHEN progress = 0 THEN 1 ELSE 0 END) AS to_do,"
            + " SUM(CASE WHEN progress = 1 THEN 1 ELSE 0 END) AS pending,"
            + " SUM(CASE WHEN progress = 2 THEN 1 ELSE 0 END) AS done,"
            + " SUM(CASE WHEN progress = 3 THEN 1 ELSE 0 END) AS failed"
            + " FROM (SELECT move.number, move.dsrsp, move.configuration, move.per_minute, move.stopped,"
            + " move.started_at, CASE WHEN moved.cem IS NULL THEN -1 ELSE " + PROGRESS + " END AS progress" + JOINED;

    private static final String GROUPED = ") AS each_cem"
            + " GROUP BY number, dsrsp, configuration, per_minute, stopped, started_at ORDER BY number DESC";

    private final Sql sql;

    MoveRows(Sql sql) {
        this.sql = sql;
    }

    long start(NewMove move) throws SQLException {
        long version = Math.max(move.target().version(), highestVersion(move.dsrsp()) + 1);
        String configuration =
                LinkConfigurationJson.write(withVersion(move.target(), version)).text();
        long number = sql.one(
                        "INSERT INTO move (dsrsp, version, configuration, per_minute, started_at)"
                                + " VALUES (?, ?, ?, ?, ?) RETURNING number",
                        row -> row.getLong(1),
                        move.dsrsp().toString(),
                        version,
                        configuration,
                        (long) move.perMinute(),
                        move.atMillis())
                .orElseThrow();
        for (EntityIdentifier cem : move.cems()) {
            sql.changeOne(
                    "INSERT INTO move_cem (move, dsrsp, cem) VALUES (?, ?, ?)",
                    number,
                    move.dsrsp().toString(),
                    cem.toString());
        }
        return number;
    }

    private long highestVersion(EntityIdentifier dsrsp) throws SQLException {
        String whose = dsrsp.toString();
        return sql.one(
                        "SELECT COALESCE(MAX(version), 0) AS version FROM ("
                                + "SELECT MAX(version) AS version FROM move WHERE dsrsp = ? UNION ALL "
                                + "SELECT MAX(configuration_confirmed) FROM cem WHERE dsrsp = ? UNION ALL "
                                + "SELECT MAX(configuration_answered) FROM cem WHERE dsrsp = ? UNION ALL "
                                + "SELECT MAX(configuration_failed) FROM cem WHERE dsrsp = ?) AS known",
                        row -> row.getLong(1),
                        whose,
                        whose,
                        whose,
                        whose)
                .orElse(0L);
    }

    private static LinkConfiguration withVersion(LinkConfiguration target, long version) {
        return new LinkConfiguration(
                version,
                target.endpoints(),
                target.gateway(),
                target.issuer(),
                target.timeMillis(),
                target.certificate(),
                target.notBeforeMillis(),
                target.notAfterMillis(),
                target.timers());
    }

    List<Move> all() throws SQLException {
        return sql.all(COUNTED + GROUPED, MoveRows::move);
    }

    Optional<Move> move(long number) throws SQLException {
        return sql.one(COUNTED + " WHERE move.number = ?" + GROUPED, MoveRows::move, number);
    }

    private static Move move(ResultSet row) throws SQLException {
        return new Move(
                row.getLong("number"),
                EntityIdentifier.parse(row.getString("dsrsp")),
                configuration(row),
                row.getInt("per_minute"),
                row.getLong("stopped") != 0,
                row.getLong("started_at"),
                row.getLong("to_do"),
                row.getLong("pending"),
                row.getLong("done"),
                row.getLong("failed"));
    }

    private static LinkConfiguration configuration(ResultSet row) throws SQLException {
        try {
            return LinkConfigurationJson.read(Octets.ofText(row.getString("configuration")));
        } catch (MalformedException broken) {
            throw new IllegalStateException("a stored link configuration of ours cannot be read", broken);
        }
    }

    boolean stop(long number) throws SQLException {
        return sql.change("UPDATE move SET stopped = 1 WHERE number = ?", number) == 1;
    }

    List<Long> open() throws SQLException {
        return sql.all(
                "SELECT number FROM move WHERE stopped = 0 AND EXISTS (SELECT 1 FROM move_cem"
                        + " WHERE move_cem.move = move.number AND begun_at IS NULL) ORDER BY number",
                row -> row.getLong(1));
    }

    /** The row of the move is locked, so two nodes together keep to its rate. */
    List<CemKey> begin(long number, long nowMillis, int most) throws SQLException {
        Optional<Long> rate = sql.one(
                "SELECT per_minute FROM move WHERE number = ? AND stopped = 0"
                        + sql.dialect().forUpdate(),
                row -> row.getLong(1),
                number);
        long room = Math.min(most, rate.orElse(0L) - begunSince(number, nowMillis - MINUTE_MILLIS));
        List<CemKey> next = room <= 0 ? List.of() : waiting(number, room);
        for (CemKey key : next) {
            sql.changeOne(
                    "UPDATE move_cem SET begun_at = ? WHERE move = ? AND cem = ? AND begun_at IS NULL",
                    nowMillis,
                    number,
                    key.cem().toString());
        }
        return next;
    }

    private long begunSince(long number, long millis) throws SQLException {
        return sql.one(
                        "SELECT COUNT(*) FROM move_cem WHERE move = ? AND begun_at IS NOT NULL AND begun_at > ?",
                        row -> row.getLong(1),
                        number,
                        millis)
                .orElse(0L);
    }

    private List<CemKey> waiting(long number, long most) throws SQLException {
        return sql.all(
                "SELECT dsrsp, cem FROM move_cem WHERE move = ? AND begun_at IS NULL ORDER BY cem LIMIT ?",
                CemRow::key,
                number,
                most);
    }

    List<CemKey> turnsOf(String node, long afterMillis) throws SQLException {
        return sql.all(
                "SELECT DISTINCT moved.dsrsp AS dsrsp, moved.cem AS cem FROM move"
                        + " JOIN move_cem moved ON moved.move = move.number AND moved.begun_at > ?"
                        + " JOIN session_owner owner ON owner.dsrsp = moved.dsrsp AND owner.cem = moved.cem"
                        + " JOIN cem ON cem.dsrsp = moved.dsrsp AND cem.cem = moved.cem"
                        + " WHERE owner.node = ? AND owner.linked = 1"
                        + " AND COALESCE(cem.configuration_confirmed, 0) < move.version"
                        + " AND COALESCE(cem.configuration_answered, 0) < move.version"
                        + " AND COALESCE(cem.configuration_failed, 0) < move.version ORDER BY dsrsp, cem",
                CemRow::key,
                afterMillis,
                node);
    }

    List<MovedCem> cems(long number, Optional<EntityIdentifier> after, int most) throws SQLException {
        return sql.all(
                "SELECT moved.cem, moved.begun_at, " + PROGRESS + " AS progress, cem.configuration_reason" + JOINED
                        + " WHERE move.number = ? AND moved.cem > ? ORDER BY moved.cem LIMIT ?",
                MoveRows::movedCem,
                number,
                after.map(EntityIdentifier::toString).orElse(""),
                (long) most);
    }

    private static MovedCem movedCem(ResultSet row) throws SQLException {
        MovedCem.Progress progress = progress(row.getInt("progress"));
        String reason = progress == MovedCem.Progress.FAILED ? row.getString("configuration_reason") : "";
        OptionalLong begun = CemRow.number(row, "begun_at");
        return new MovedCem(EntityIdentifier.parse(row.getString("cem")), progress, reason, begun);
    }

    private static MovedCem.Progress progress(int number) {
        return switch (number) {
            case 0 -> MovedCem.Progress.TO_DO;
            case 1 -> MovedCem.Progress.PENDING;
            case 2 -> MovedCem.Progress.DONE;
            default -> MovedCem.Progress.FAILED;
        };
    }

    Optional<LinkConfiguration> target(CemKey key) throws SQLException {
        return sql.one(
                "SELECT configuration FROM move JOIN move_cem moved ON moved.move = move.number"
                        + " WHERE moved.dsrsp = ? AND moved.cem = ? AND moved.begun_at IS NOT NULL"
                        + " ORDER BY move.version DESC LIMIT 1",
                MoveRows::configuration,
                key.dsrsp().toString(),
                key.cem().toString());
    }
}
