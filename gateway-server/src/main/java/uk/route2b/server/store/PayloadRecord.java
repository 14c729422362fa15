package uk.route2b.server.store;

import java.util.OptionalLong;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;

/**
 * A payload for a VEN as it stands in the outbox, without its body.
 *
 * @param number rises with every payload; order within a CEM is the order of numbers
 * @param bodyDigest SHA-256 of the body
 * @param bodyOctets its length
 * @param queuedMillis when it came, milliseconds since 1970
 * @param counter under which it was signed; empty before
 * @param reason why it is in its state: a reason code, or empty
 * @param told whether the VTN was given its final answer about it
 */
public record PayloadRecord(
        long number,
        CemKey key,
        PayloadFacts facts,
        Octets bodyDigest,
        int bodyOctets,
        long queuedMillis,
        PayloadState state,
        OptionalLong counter,
        String reason,
        boolean told) {}
