package uk.route2b.protocol.tunnel;

import uk.route2b.protocol.message.Zlib;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * A message in the form in which it is cut: perhaps deflated, and as text.
 *
 * @param compressed whether the text is of zlib octets
 * @param base64 whether the text is Base64; else it is the message itself
 * @param text what the slices carry
 */
public record TunnelMessage(boolean compressed, boolean base64, String text) {
    /** The shortest form of {@code octets}: zlib if that is shorter, then Base64. */
    public static TunnelMessage of(Octets octets) {
        Octets deflated = Zlib.deflate(octets);
        boolean shorter = deflated.size() < octets.size();
        return new TunnelMessage(shorter, true, TunnelBase64.encode(shorter ? deflated : octets));
    }

    /** How many fragments {@code octets} take in {@code direction}: the formula, not a measurement. */
    public static int fragments(Octets octets, Direction direction) {
        int octetCount = Math.min(octets.size(), Zlib.deflate(octets).size());
        return direction.fragmentsFor(TunnelBase64.charactersFor(octetCount));
    }

    /**
     * The message itself.
     *
     * @param most limit on its octets
     */
    public Octets octets(int most) throws MalformedException {
        Octets carried = base64 ? TunnelBase64.decode(text) : Octets.ofText(text);
        return compressed ? Zlib.inflate(carried, most) : carried;
    }
}
