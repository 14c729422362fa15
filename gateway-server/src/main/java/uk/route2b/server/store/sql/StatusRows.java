package uk.route2b.server.store.sql;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;

/** States of CEMs that operators have changed, in table cem_status. */
final class StatusRows {
    private record Row(CemKey key, CemStatus status) {}

    private final Sql sql;

    StatusRows(Sql sql) {
        this.sql = sql;
    }

    Map<CemKey, CemStatus> all() throws SQLException {
        Map<CemKey, CemStatus> statuses = new HashMap<>();
        sql.all(
                        "SELECT dsrsp, cem, state FROM cem_status",
                        row -> new Row(
                                new CemKey(
                                        EntityIdentifier.parse(row.getString("dsrsp")),
                                        EntityIdentifier.parse(row.getString("cem"))),
                                CemStatus.valueOf(row.getString("state"))))
                .forEach(row -> statuses.put(row.key(), row.status()));
        return statuses;
    }

    /** One statement, so that of two changes at once none can undo a revocation. */
    boolean change(CemKey key, CemStatus status, long nowMillis) throws SQLException {
        int rows = sql.change(
                "INSERT INTO cem_status (dsrsp, cem, state, changed_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (dsrsp, cem) DO UPDATE SET state = excluded.state,"
                        + " changed_at = excluded.changed_at"
                        + " WHERE cem_status.state <> 'REVOKED' OR excluded.state = 'REVOKED'",
                key.dsrsp().toString(),
                key.cem().toString(),
                status.name(),
                nowMillis);
        return rows == 1;
    }
}
