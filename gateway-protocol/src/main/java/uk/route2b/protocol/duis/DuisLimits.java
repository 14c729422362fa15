package uk.route2b.protocol.duis;

/**
 * How much of a document is read. What route 2a exchanges has less than 8 KiB; the defaults leave room for others.
 *
 * @param octets of the whole document
 * @param depth of elements in one another
 * @param elements in all
 * @param attributes of one element, with its namespace declarations
 */
public record DuisLimits(int octets, int depth, int elements, int attributes) {
    /** 256 KiB, 24 deep, 2,000 elements, 16 attributes. */
    public static final DuisLimits DEFAULT = new DuisLimits(256 * 1024, 24, 2_000, 16);
}
