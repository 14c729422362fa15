package uk.route2b.protocol.link;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many WebSocket frames a peer may spend, at either end of the link: frames of one octet or of none cost the
 * receiver many times what they cost the sender, and a message whose last frame never comes would be endless. Used by
 * one thread at a time.
 */
public final class FrameAllowance {
    /** The reason word where it is the number of frames that is too much. */
    public static final String FRAMES = "frames";
    /** Frames of one message. With 4 KiB in each that is the largest message; clients in use send 16 KiB and more. */
    public static final int OF_A_MESSAGE = 1024;
    /** Pings and pongs at once. A CEM pings every five seconds at most, and gets as many pongs. */
    public static final int CONTROL_AT_ONCE = 64;

    /** And so many more in a second. */
    static final int CONTROL_PER_SECOND = 2;

    private static final double NANOS_PER_SECOND = 1e9;

    private final int messageOctets;
    private final LongSupplier nanos;
    private double control = CONTROL_AT_ONCE;
    private long refilled;
    private int parts;
    private long octets;

    /**
     * @param messageOctets largest message
     * @param nanos monotonic
     */
    public FrameAllowance(int messageOctets, LongSupplier nanos) {
        this.messageOctets = messageOctets;
        this.nanos = nanos;
        this.refilled = nanos.getAsLong();
    }

    /** Takes a ping or a pong, or says how the link closes for it. */
    public Optional<CloseCode> control() {
        long now = nanos.getAsLong();
        control = Math.min(CONTROL_AT_ONCE, control + CONTROL_PER_SECOND * (now - refilled) / NANOS_PER_SECOND);
        refilled = now;
        control--;
        return control < 0 ? Optional.of(CloseCode.POLICY) : Optional.empty();
    }

    /**
     * Takes a frame of a message, or says how the link closes for it.
     *
     * @param size octets that it has, or says that it has
     * @param last whether the message ends with it
     */
    public Optional<CloseCode> part(long size, boolean last) {
        parts++;
        octets += Math.min(size, messageOctets + 1L); // more is no more than too much
        Optional<CloseCode> refusal = refusal();
        if (last) {
            parts = 0;
            octets = 0;
        }
        return refusal;
    }

    private Optional<CloseCode> refusal() {
        if (octets > messageOctets) {
            return Optional.of(CloseCode.TOO_BIG);
        }
        return parts > OF_A_MESSAGE ? Optional.of(CloseCode.POLICY) : Optional.empty();
    }
}
