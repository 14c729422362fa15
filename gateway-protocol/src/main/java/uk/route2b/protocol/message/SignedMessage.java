package uk.route2b.protocol.message;

import uk.route2b.protocol.octets.Octets;

/**
 * A message as it was received or made: its octets, and what was read from them.
 *
 * <p>The octets are kept because a signature is verified over what came, never over something encoded again.
 *
 * @param octets all of them, from the tag DF to the last octet of the signature
 * @param header who, to whom, what, which counter
 * @param content what lies between the header and the signature
 * @param signedOctets from the octet after DF to the last one of the content
 * @param signature r and s, 64 octets; empty in a meter message that is protected by a MAC alone
 */
public record SignedMessage(
        Octets octets, GroupingHeader header, Octets content, Octets signedOctets, Octets signature) {
    /** The tag before the signed octets. */
    public static final int TAG = 0xDF;
    /** How many octets a P-256 signature has as r and s. */
    public static final int SIGNATURE_SIZE = 64;
    /** What our header and signature add to content of 256 to 65,535 octets. */
    public static final int OVERHEAD = 101;

    /** What identifies the content for repeats, receipts and alarms; never the signature, which has a twin (r, n-s). */
    public Octets digest() {
        return signedOctets.sha256();
    }

    /** Whether it has the form of ours: bare header, signature, at least a format octet. */
    public boolean hasOurForm() {
        return header.hasOurForm() && signature.size() == SIGNATURE_SIZE && !content.isEmpty();
    }
}
