package uk.route2b.client;

import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * A payload of the VTN for a VEN.
 *
 * @param number of this payload at this CEM; only rises, so a listener can tell a repetition after a restart
 * @param ven the VEN it is for; empty if the CEM has a single one and none is configured
 * @param message the name of the OpenADR message, as in {@code oadrDistributeEvent}; empty if it can not be told
 * @param type content type; empty for XML in UTF-8
 * @param body the payload, octet for octet
 */
public record OpenAdrPayload(
        long number, Optional<String> ven, Optional<String> message, Optional<String> type, Octets body) {}
