package uk.route2b.server.store;

import java.util.OptionalLong;

/**
 * All that delivery and store know of a payload for a VEN (design section 3); no name of an OpenADR message is looked
 * at.
 *
 * @param kind a word for lists and counts, and together with the VEN what "newer" is among
 * @param ven whom it is for
 * @param urgent whether it may fall back to route 2a
 * @param replaces whether it makes unsent payloads of the same kind and VEN superfluous
 * @param expiresMillis when it is worth nothing any more, milliseconds since 1970; empty for never
 */
public record PayloadFacts(String kind, String ven, boolean urgent, boolean replaces, OptionalLong expiresMillis) {}
