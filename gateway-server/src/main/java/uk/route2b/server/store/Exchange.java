package uk.route2b.server.store;

import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.octets.Octets;

/**
 * A message and its answer, as evidence.
 *
 * @param number where the next page of a transcript begins: after this one
 * @param down whether it was ours
 * @param atMillis when it was signed or accepted, milliseconds since 1970
 * @param digest SHA-256 of the signed octets of the message, kept as long as the row
 * @param message all its octets; empty once they were pruned
 * @param end what became of it
 * @param answeredMillis when its answer was stored, by our clock; empty while there is none
 * @param answer all octets of the signed answer; empty while there is none, or once it was pruned
 * @param tunnelled whether it was ours and a message of route 2a was made of it, also beside a link
 */
public record Exchange(
        long number,
        boolean down,
        long counter,
        MessageCode code,
        long atMillis,
        Octets digest,
        Optional<Octets> message,
        End end,
        OptionalLong answeredMillis,
        Optional<Octets> answer,
        boolean tunnelled) {
    /** What became of a message. */
    public enum End {
        /** No answer is stored. */
        OPEN,
        /** An answer is stored, or was until it was pruned. */
        ANSWERED,
        /** Ours, and given up: no answer is awaited. */
        GIVEN_UP
    }
}
