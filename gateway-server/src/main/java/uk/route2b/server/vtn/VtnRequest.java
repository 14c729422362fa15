package uk.route2b.server.vtn;

import java.util.Optional;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.Vtn;

/**
 * What a VEN asks of its VTN.
 *
 * @param service last segment of the path
 * @param type content type as the VEN said it; empty for XML in UTF-8
 */
public record VtnRequest(Vtn vtn, String ven, String service, Optional<String> type, Octets body) {}
