package uk.route2b.protocol.transcript;

import java.security.PublicKey;
import java.util.List;
import java.util.function.Function;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.SignedMessage;

/**
 * Whose keys a judge believes.
 *
 * @param keys the keys by which somebody may sign, by entity identifier; none for a stranger
 */
public record TranscriptParties(Function<EntityIdentifier, List<PublicKey>> keys, Ecdsa ecdsa) {
    boolean knows(EntityIdentifier originator) {
        return !keys.apply(originator).isEmpty();
    }

    boolean signed(SignedMessage message) {
        return keys.apply(message.header().originator()).stream()
                .anyMatch(key -> ecdsa.verifies(message.signedOctets(), message.signature(), key));
    }

    /** The flag of a message that nobody asked for. */
    static CraFlag flag(boolean down) {
        return down ? CraFlag.COMMAND : CraFlag.ALERT;
    }
}
