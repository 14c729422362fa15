package uk.route2b.server.store.sql;

import java.sql.SQLException;
import java.util.List;
import uk.route2b.server.store.TrafficCount;

/** What anomaly detection of a node has counted, in table traffic. */
final class TrafficRows {
    private final Sql sql;
    private final String node;

    TrafficRows(Sql sql, String node) {
        this.sql = sql;
        this.node = node;
    }

    void keep(List<TrafficCount> counts) throws SQLException {
        long newest =
                counts.stream().mapToLong(TrafficCount::beginsMillis).max().orElse(Long.MIN_VALUE);
        sql.change("DELETE FROM traffic WHERE node = ? AND begins_at < ?", node, newest);
        for (TrafficCount count : counts) {
            if (count.beginsMillis() == newest) {
                keep(count);
            }
        }
    }

    private void keep(TrafficCount count) throws SQLException {
        sql.change(
                "INSERT INTO traffic (node, scope, threshold, begins_at, number, octets) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (node, scope, threshold) DO UPDATE SET begins_at = excluded.begins_at,"
                        + " number = excluded.number, octets = excluded.octets",
                node,
                count.scope(),
                count.threshold(),
                count.beginsMillis(),
                count.count(),
                count.octets());
    }

    List<TrafficCount> of(long beginsMillis) throws SQLException {
        return sql.all(
                "SELECT scope, threshold, begins_at, number, octets FROM traffic WHERE node = ? AND begins_at = ?"
                        + " ORDER BY scope, threshold",
                row -> new TrafficCount(
                        row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                node,
                beginsMillis);
    }
}
