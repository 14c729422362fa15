package uk.route2b.server.register;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * Who carries route 2a, and whom to believe there. Immutable.
 *
 * @param dcc certificates with which the DCC signs XML
 * @param carriers by the DSRSP that they carry for
 * @param meters certificates with which meters sign, by meter
 */
public record Carriage(
        List<X509Certificate> dcc,
        Map<EntityIdentifier, Carrier> carriers,
        Map<EntityIdentifier, List<X509Certificate>> meters) {
    /** That of a gateway without route 2a. */
    public static final Carriage NONE = new Carriage(List.of(), Map.of(), Map.of());

    public Carriage {
        dcc = List.copyOf(dcc);
        carriers = Map.copyOf(carriers);
        meters = Map.copyOf(meters);
    }

    /** The keys with which {@code meter} signs; none if it is not registered. */
    public List<PublicKey> meterKeys(EntityIdentifier meter) {
        return meters.getOrDefault(meter, List.of()).stream()
                .map(X509Certificate::getPublicKey)
                .toList();
    }
}
