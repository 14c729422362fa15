package uk.route2b.server.tunnel.duis;

import java.util.HashSet;
import java.util.Set;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * Who is who on route 2a.
 *
 * @param supplier who carries
 * @param counter the supplier's
 * @param dsrsps who speak: alerts may be for one of them as the supplementary party
 * @param meters whose responses and alerts are believed
 */
public record DuisParties(Supplier supplier, SupplierCounter counter, Set<EntityIdentifier> dsrsps, MeterKeys meters) {
    public DuisParties {
        dsrsps = Set.copyOf(dsrsps);
    }

    /** Whom an alert may be for. */
    Set<EntityIdentifier> addressees() {
        Set<EntityIdentifier> all = new HashSet<>(dsrsps);
        all.add(supplier.entity());
        return all;
    }
}
