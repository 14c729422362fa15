package uk.route2b.protocol.message;

import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * An accepted message as its receiver remembers it.
 *
 * @param counter the originator's
 * @param digest SHA-256 of the signed octets
 * @param answer the whole signed answer once there is one; sent again whenever the message comes again
 */
public record RememberedMessage(long counter, Octets digest, Optional<Octets> answer) {
    static RememberedMessage unanswered(long counter, Octets digest) {
        return new RememberedMessage(counter, digest, Optional.empty());
    }

    public boolean isAnswered() {
        return answer.isPresent();
    }

    /** Exactly one answer ever goes out for a counter. */
    RememberedMessage answeredWith(Octets octets) {
        if (isAnswered()) {
            throw new IllegalStateException("counter " + Long.toUnsignedString(counter) + " was answered already");
        }
        return new RememberedMessage(counter, digest, Optional.of(octets));
    }
}
