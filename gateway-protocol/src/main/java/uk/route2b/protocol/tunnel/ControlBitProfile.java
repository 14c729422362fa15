package uk.route2b.protocol.tunnel;

import java.util.Optional;

/**
 * Which of the five control bits means what. The only place that knows.
 *
 * <p>Ours is a reading of a public talk that names only some of the bits, so another implementation may differ: swap
 * the profile, not the code around it.
 */
public interface ControlBitProfile {
    /**
     *
     *
     * <pre>
     * bit of the five   4       3           2       1     0
     * of the header     23      22          21      20    19
     *                   origin  compressed  Base64  last  reserved, 0
     *                   0 DSRSP 1 zlib      1 yes   1
     *                   1 CEM   0 as is     0 plain
     * </pre>
     */
    ControlBitProfile ROUTE_2B = new ControlBitProfile() {
        private static final int CEM = 0b10000;
        private static final int COMPRESSED = 0b01000;
        private static final int BASE64 = 0b00100;
        private static final int LAST = 0b00010;
        private static final int RESERVED = 0b00001;

        @Override
        public int encode(ControlBits bits) {
            return (bits.origin() == FragmentOrigin.CEM ? CEM : 0)
                    | (bits.compressed() ? COMPRESSED : 0)
                    | (bits.base64() ? BASE64 : 0)
                    | (bits.last() ? LAST : 0);
        }

        @Override
        public Optional<ControlBits> decode(int five) {
            if ((five & RESERVED) != 0) {
                return Optional.empty();
            }
            FragmentOrigin origin = (five & CEM) != 0 ? FragmentOrigin.CEM : FragmentOrigin.DSRSP;
            return Optional.of(
                    new ControlBits(origin, (five & COMPRESSED) != 0, (five & BASE64) != 0, (five & LAST) != 0));
        }
    };

    /** The five bits as a number from 0 to 31. */
    int encode(ControlBits bits);

    /** What the five bits say; empty if they use a reserved one. */
    Optional<ControlBits> decode(int five);
}
