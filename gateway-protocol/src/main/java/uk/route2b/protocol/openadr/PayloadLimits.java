package uk.route2b.protocol.openadr;

/**
 * How much of a payload is read; the defaults let through every payload that a real stack is known to write.
 *
 * @param octets of the whole document
 * @param depth of elements in one another
 * @param elements in all
 * @param attributes of one element, with its namespace declarations
 * @param text characters in one run
 */
public record PayloadLimits(int octets, int depth, int elements, int attributes, int text) {
    /** 4 MiB, 64 deep, 500,000 elements, 64 attributes, 64 Ki characters. */
    public static final PayloadLimits DEFAULT = new PayloadLimits(4 * 1024 * 1024, 64, 500_000, 64, 64 * 1024);
}
