package uk.route2b.server.vtn;

import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.register.Ven;

/**
 * What a VTN pushes for a VEN, and all that delivery knows of it (design section 3).
 *
 * @param kind a word for lists and counts
 * @param urgent whether it may fall back to route 2a
 * @param replaces whether only the newest of its kind and VEN counts
 */
public record PushedPayload(Ven ven, String kind, boolean urgent, boolean replaces, OpenAdrExchange exchange) {}
