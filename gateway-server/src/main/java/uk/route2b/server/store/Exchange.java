package uk.route2b.server.store;

import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * A message and its answer, as evidence.
 *
 * @param number where the next page of a transcript begins: after this one
 * @param down whether it was ours
 * @param atMillis when it was signed or accepted, milliseconds since 1970
 * @param message all signed octets; empty once they were pruned
 * @param answer the signed answer; empty while there is none, or once it was pruned
 */
public record Exchange(
        long number, boolean down, long counter, long atMillis, Optional<Octets> message, Optional<Octets> answer) {}
