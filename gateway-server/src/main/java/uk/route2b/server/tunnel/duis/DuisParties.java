package uk.route2b.server.tunnel.duis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * Who is who on route 2a.
 *
 * @param suppliers one for each DSRSP that has route 2a; several may have the same Supplier
 * @param meters whose responses and alerts are believed
 */
public record DuisParties(List<DsrspSupplier> suppliers, MeterKeys meters) {
    public DuisParties {
        suppliers = List.copyOf(suppliers);
    }

    /** Whom an alert may be for: a Supplier who carries, or a DSRSP who speaks, as the supplementary party. */
    Set<EntityIdentifier> addressees() {
        Set<EntityIdentifier> all = new HashSet<>();
        for (DsrspSupplier each : suppliers) {
            all.add(each.dsrsp());
            all.add(each.supplier().entity());
        }
        return all;
    }
}
