package uk.route2b.prove.wire;

import uk.route2b.protocol.octets.Octets;

/**
 * A signed message on the wire.
 *
 * @param at the moment
 * @param cem whose link it was, as its TLS certificate says
 * @param down whether it went to the CEM
 * @param octets all of it
 */
public record Sighting(long at, String cem, boolean down, Octets octets) {}
