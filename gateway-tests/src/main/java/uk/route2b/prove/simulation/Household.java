package uk.route2b.prove.simulation;

import java.util.List;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.Ven;

/**
 * A CEM with its meter and the VENs behind it.
 *
 * @param name as it stands in books and traces
 */
record Household(
        String name,
        EntityIdentifier cem,
        EntityIdentifier meter,
        IssuedIdentity identity,
        Octets der,
        List<Ven> vens) {
    Household {
        vens = List.copyOf(vens);
    }

    /** The VEN with this venID, which is behind this CEM. */
    Ven ven(String id) {
        return vens.stream().filter(ven -> ven.id().equals(id)).findFirst().orElseThrow();
    }
}
