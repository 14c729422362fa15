package uk.route2b.client.internal.okhttp;

/** The head of a WebSocket frame (RFC 6455 section 5.2), octet by octet. Used by one thread at a time. */
final class FrameHead {
    private static final int BRIEF = 2;
    private static final int MASK_OCTETS = 4;
    private static final int MOST = BRIEF + Long.BYTES + MASK_OCTETS;
    private static final int IN_TWO_OCTETS = 126;
    private static final int IN_EIGHT_OCTETS = 127;

    private final byte[] octets = new byte[MOST];
    private int taken;

    /** Takes the next octet; whether it was the last one of this head. */
    boolean take(byte octet) {
        octets[taken++] = octet;
        return taken >= BRIEF && taken == BRIEF + lengthOctets() + ((octets[1] & 0x80) == 0 ? 0 : MASK_OCTETS);
    }

    /** How many octets of it have been taken. */
    int taken() {
        return taken;
    }

    /** Begins the next one. */
    void clear() {
        taken = 0;
    }

    private int lengthOctets() {
        return switch (octets[1] & 0x7F) {
            case IN_TWO_OCTETS -> Short.BYTES;
            case IN_EIGHT_OCTETS -> Long.BYTES;
            default -> 0;
        };
    }

    /** Whether its message ends with it. */
    boolean last() {
        return (octets[0] & 0x80) != 0;
    }

    /** A ping, a pong or a close. */
    boolean isControl() {
        return (octets[0] & 0x08) != 0;
    }

    /** Octets that follow; what would be 2^63 and more is the most that there is. */
    long length() {
        int extended = lengthOctets();
        long length = extended == 0 ? octets[1] & 0x7F : 0;
        for (int index = 0; index < extended; index++) {
            length = length << Byte.SIZE | octets[BRIEF + index] & 0xFF;
        }
        return length < 0 ? Long.MAX_VALUE : length;
    }
}
