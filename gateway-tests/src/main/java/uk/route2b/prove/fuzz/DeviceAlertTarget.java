package uk.route2b.prove.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.meter.DeviceAlert;
import uk.route2b.protocol.octets.Octets;

/** An ECS200 alert of a device; a device without keys, so what is tried is all that is read before a signature. */
final class DeviceAlertTarget implements FuzzTarget {
    private static final Ecdsa ECDSA = new Ecdsa(Optional.empty());
    private static final Set<EntityIdentifier> DSRSP = Set.of(EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08"));

    @Override
    public String name() {
        return "device-alert";
    }

    @Override
    public void read(Octets input) {
        DeviceAlert alert = DeviceAlert.judge(input, DSRSP, device -> List.of(), ECDSA);
        Finding.unless(alert instanceof DeviceAlert.Refused, "an alert counts though no key has verified it");
    }
}
