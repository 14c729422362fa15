package uk.route2b.protocol.tunnel;

/**
 * What the five control bits of a fragment say.
 *
 * @param origin who speaks
 * @param compressed the message was deflated before it was cut
 * @param base64 the slices are Base64; else they are plain text
 * @param last no fragment has a higher index
 */
public record ControlBits(FragmentOrigin origin, boolean compressed, boolean base64, boolean last) {}
