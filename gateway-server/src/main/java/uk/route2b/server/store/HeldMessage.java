package uk.route2b.server.store;

import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;

/**
 * A message of a CEM that waits for an operator, without its octets.
 *
 * @param number rises with every message that is held; not a number of the outbox
 * @param kind what it asks: a word for counts
 * @param reason why it is held: a reason code
 * @param atMillis when it was accepted, milliseconds since 1970
 * @param octets how many it has
 * @param digest SHA-256 of its signed octets
 */
public record HeldMessage(
        long number,
        CemKey key,
        long counter,
        MessageCode code,
        String kind,
        String reason,
        long atMillis,
        int octets,
        Octets digest) {}
