package uk.route2b.client;

import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * A message of a VEN for the VTN.
 *
 * @param ven which VEN speaks; may be empty if the CEM has only one
 * @param service the service it was posted to; empty where the message itself tells
 * @param type content type; empty for XML in UTF-8
 * @param urgent whether it may go by 2a while there is no link
 * @param body the payload, octet for octet
 */
public record OpenAdrRequest(
        Optional<String> ven, Optional<String> service, Optional<String> type, boolean urgent, Octets body) {
    /** A message of the only VEN. */
    public static OpenAdrRequest of(Octets body) {
        return new OpenAdrRequest(Optional.empty(), Optional.empty(), Optional.empty(), false, body);
    }

    /** The same from a VEN that is named. */
    public OpenAdrRequest from(String name) {
        return new OpenAdrRequest(Optional.of(name), service, type, urgent, body);
    }
}
