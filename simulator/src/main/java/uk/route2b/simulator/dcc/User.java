package uk.route2b.simulator.dcc;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * A Supplier that may use the DCC.
 *
 * @param requests certificates that it signs XML with
 * @param commands keys that it signs meter commands with
 */
public record User(EntityIdentifier entity, List<X509Certificate> requests, List<PublicKey> commands) {
    public User {
        requests = List.copyOf(requests);
        commands = List.copyOf(commands);
    }
}
