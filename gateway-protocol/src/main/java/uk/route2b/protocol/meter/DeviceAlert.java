package uk.route2b.protocol.meter;

import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** What an alert is worth. Whether it came before is for its receiver to know: by originator and counter. */
public sealed interface DeviceAlert {
    /** More than the largest ECS200 with a MAC header has. */
    int OCTETS_MOST = 2_048;

    /** The device has signed it. */
    record Told(OperationalUpdate update, SignedMessage message) implements DeviceAlert {}

    /** It tells nothing. */
    record Refused(AlertRefusal reason) implements DeviceAlert {}

    /**
     * Judges {@code payload} over the octets received.
     *
     * @param addressees the Supplier who carries and the DSRSP who speaks; an alert has to be for one of them
     * @param keys of a device; each is tried, none means that the device is unknown
     */
    static DeviceAlert judge(
            Octets payload,
            Set<EntityIdentifier> addressees,
            Function<EntityIdentifier, List<PublicKey>> keys,
            Ecdsa ecdsa) {
        try {
            SignedMessage message = new SignedMessageReader(OCTETS_MOST).read(payload);
            OperationalUpdate update = OperationalUpdate.read(message);
            if (!isFor(update, addressees)) {
                return new Refused(AlertRefusal.ADDRESSEE);
            }
            List<PublicKey> known = keys.apply(update.device());
            if (known.isEmpty()) {
                return new Refused(AlertRefusal.DEVICE);
            }
            boolean verified =
                    known.stream().anyMatch(key -> ecdsa.verifies(message.signedOctets(), message.signature(), key));
            return verified ? new Told(update, message) : new Refused(AlertRefusal.SIGNATURE);
        } catch (MalformedException unreadable) {
            return new Refused(AlertRefusal.SHAPE);
        }
    }

    private static boolean isFor(OperationalUpdate update, Set<EntityIdentifier> addressees) {
        return addressees.contains(update.supplier())
                || update.loadController().filter(addressees::contains).isPresent();
    }
}
