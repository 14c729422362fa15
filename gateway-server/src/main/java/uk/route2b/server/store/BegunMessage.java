package uk.route2b.server.store;

import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;

/** A message that was accepted and begun, and has no answer. */
public record BegunMessage(CemKey key, long counter, Octets octets) {}
