package uk.route2b.server.store;

import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/**
 * A message of a CEM as it is stored when it is accepted.
 *
 * @param digest SHA-256 of its signed octets
 * @param octets all of it
 * @param atMillis when, milliseconds since 1970
 */
public record AcceptedMessage(long counter, MessageCode code, Octets digest, Octets octets, long atMillis) {
    public static AcceptedMessage of(SignedMessage message, long atMillis) {
        return new AcceptedMessage(
                message.header().counter(), message.header().code(), message.digest(), message.octets(), atMillis);
    }
}
