package uk.route2b.client.internal.session;

import java.util.Optional;
import java.util.OptionalInt;
import uk.route2b.protocol.octets.Octets;

/**
 * A signed message of ours that waits for its answer.
 *
 * @param digest of its signed octets: a receipt has to name it
 * @param ven whose it is
 * @param urgent whether it may go by 2a
 * @param tunnelMessage its id on 2a once it went there: a retry keeps it
 */
public record OutgoingEntry(Octets digest, Optional<String> ven, boolean urgent, OptionalInt tunnelMessage) {
    /** The name of its body in the journal. */
    public static String body(long counter) {
        return "out-" + Long.toUnsignedString(counter);
    }

    OutgoingEntry inTunnel(int messageId) {
        return new OutgoingEntry(digest, ven, urgent, OptionalInt.of(messageId));
    }
}
