package uk.route2b.protocol.tunnel;

import uk.route2b.protocol.octets.Octets;

/** What became of a text that was offered to a {@link Reassembler}. */
public sealed interface Offered {
    /**
     * Not a fragment of this direction.
     *
     * @param reason a reason code for a log
     */
    record Ignored(String reason) implements Offered {}

    /** Here already, to the letter; nothing changed. */
    record Known(int messageId) implements Offered {}

    /** Kept; the message is not whole, or what is here does not inflate. */
    record Kept(int messageId) implements Offered {}

    /**
     * Perhaps a whole message. To be verified, then {@link Reassembler#close}d.
     *
     * @param compressed control bit 22
     * @param base64 control bit 21; false for plain text, on which nothing may act
     */
    record Candidate(int messageId, boolean compressed, boolean base64, Octets octets) implements Offered {}
}
