package uk.route2b.server.store.sql;

import java.sql.SQLException;
import uk.route2b.protocol.identity.EntityIdentifier;

/** The counters of Suppliers, in table supplier. */
final class SupplierRows {
    private final Sql sql;

    SupplierRows(Sql sql) {
        this.sql = sql;
    }

    /** The change locks the row, so what is read after it is ours alone. */
    long next(EntityIdentifier supplier, long nowMillis) throws SQLException {
        String entity = supplier.toString();
        sql.change("INSERT INTO supplier (entity, counter) VALUES (?, 0) ON CONFLICT (entity) DO NOTHING", entity);
        sql.changeOne(
                "UPDATE supplier SET counter = CASE WHEN counter >= ? THEN counter + 1 ELSE ? END WHERE entity = ?",
                nowMillis,
                nowMillis,
                entity);
        return sql.one("SELECT counter FROM supplier WHERE entity = ?", row -> row.getLong(1), entity)
                .orElseThrow();
    }
}
