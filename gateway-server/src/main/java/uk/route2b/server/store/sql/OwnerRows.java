package uk.route2b.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.Claim;

/** Which node owns the session of a CEM, in table session_owner, and which nodes live, in table gateway_node. */
final class OwnerRows {
    private record Owner(String node, boolean linked) {
        static Owner read(ResultSet row) throws SQLException {
            return new Owner(row.getString("node"), row.getLong("linked") != 0);
        }
    }

    private final Sql sql;
    private final String dsrsp;
    private final String cem;

    OwnerRows(Sql sql, CemKey key) {
        this.sql = sql;
        this.dsrsp = key.dsrsp().toString();
        this.cem = key.cem().toString();
    }

    /** The row of the CEM has to be locked. */
    boolean mayClaim(String node, Claim purpose, long nowMillis) throws SQLException {
        Optional<Owner> owner =
                sql.one("SELECT node, linked FROM session_owner WHERE dsrsp = ? AND cem = ?", Owner::read, dsrsp, cem);
        return owner.isEmpty()
                || owner.get().node().equals(node)
                || purpose == Claim.TAKE && !owner.get().linked()
                || !isAlive(owner.get().node(), nowMillis);
    }

    private boolean isAlive(String node, long nowMillis) throws SQLException {
        return sql.one(
                        "SELECT seen_at FROM gateway_node WHERE name = ? AND seen_at > ?",
                        row -> row.getLong(1),
                        node,
                        nowMillis - Claim.DEAD_MILLIS)
                .isPresent();
    }

    void own(String node, boolean linked) throws SQLException {
        sql.changeOne(
                "INSERT INTO session_owner (dsrsp, cem, node, linked) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (dsrsp, cem) DO UPDATE SET node = excluded.node, linked = excluded.linked",
                dsrsp,
                cem,
                node,
                linked ? 1 : 0);
    }

    void release() throws SQLException {
        sql.change("UPDATE session_owner SET linked = 0 WHERE dsrsp = ? AND cem = ?", dsrsp, cem);
    }

    static void noLinks(Sql sql, String node) throws SQLException {
        sql.change("UPDATE session_owner SET linked = 0 WHERE node = ? AND linked = 1", node);
    }

    static void alive(Sql sql, String node, long nowMillis) throws SQLException {
        sql.changeOne(
                "INSERT INTO gateway_node (name, seen_at) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at",
                node,
                nowMillis);
    }
}
