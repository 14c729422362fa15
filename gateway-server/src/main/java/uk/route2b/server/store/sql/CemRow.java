package uk.route2b.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;

/** Reads what several tables have in common. */
final class CemRow {
    private CemRow() {}

    static CemKey key(ResultSet row) throws SQLException {
        return new CemKey(EntityIdentifier.parse(row.getString("dsrsp")), EntityIdentifier.parse(row.getString("cem")));
    }

    static Optional<Octets> octets(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column)).map(Octets::of);
    }

    static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
