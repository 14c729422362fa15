package uk.route2b.server.store.sql;

import java.sql.SQLException;
import uk.route2b.protocol.octets.Octets;

/** Bodies of payloads in table body, each once however many payloads have it. */
final class BodyRows {
    private final Sql sql;

    BodyRows(Sql sql) {
        this.sql = sql;
    }

    /** Puts a body there, or finds it and keeps it from being removed until the end of the transaction. */
    void keep(Octets digest, Octets body) throws SQLException {
        boolean held = false;
        while (!held) {
            sql.change("INSERT INTO body (digest, octets) VALUES (?, ?) ON CONFLICT DO NOTHING", digest, body);
            held = sql.one("SELECT 1 FROM body WHERE digest = ?" + sql.dialect().forShare(), row -> true, digest)
                    .isPresent();
        }
    }

    /** Removes a body that no payload needs any more. */
    void release(Octets digest) throws SQLException {
        sql.one("SELECT 1 FROM body WHERE digest = ?" + sql.dialect().forUpdate(), row -> true, digest);
        sql.change(
                "DELETE FROM body WHERE digest = ?"
                        + " AND NOT EXISTS (SELECT 1 FROM outbox WHERE body_digest = body.digest AND body_kept = 1)",
                digest);
    }
}
