package uk.route2b.server.store;

import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/**
 * A message of ours that waits for its answer.
 *
 * @param digest SHA-256 of its signed octets
 * @param octets all of it, signed; every retry sends these
 * @param atMillis when it was signed, milliseconds since 1970
 */
public record OutgoingMessage(long counter, PrivateMessageCode code, Octets digest, Octets octets, long atMillis) {
    public static OutgoingMessage of(SignedMessage message, PrivateMessageCode code, long atMillis) {
        return new OutgoingMessage(message.header().counter(), code, message.digest(), message.octets(), atMillis);
    }
}
