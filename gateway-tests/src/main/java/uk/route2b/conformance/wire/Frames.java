package uk.route2b.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.ThreadLocalRandom;
import uk.route2b.protocol.octets.Octets;

/** WebSocket frames (RFC 6455 section 5.2), right and wrong ones. */
public final class Frames {
    /** First octets of frames that are the last of their message. */
    public static final int CONTINUATION = 0x80;

    public static final int TEXT = 0x81;
    public static final int BINARY = 0x82;
    public static final int CLOSE = 0x88;
    public static final int PING = 0x89;
    /** The same without FIN: more is to come. */
    public static final int BINARY_BEGINS = 0x02;

    public static final int CONTINUATION_GOES_ON = 0x00;

    private static final int MASK = 0x80;
    private static final int TWO = 126;
    private static final int EIGHT = 127;

    private Frames() {}

    /** A frame of a client: masked. */
    public static byte[] masked(int first, Octets payload) {
        int key = ThreadLocalRandom.current().nextInt();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        begin(frame, first, MASK, payload.size());
        for (int shift = 24; shift >= 0; shift -= 8) {
            frame.write(key >>> shift);
        }
        for (int index = 0; index < payload.size(); index++) {
            frame.write(payload.at(index) ^ key >>> (24 - 8 * (index % 4)));
        }
        return frame.toByteArray();
    }

    /** A frame of a server: not masked. */
    public static byte[] plain(int first, Octets payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        begin(frame, first, 0, payload.size());
        frame.writeBytes(payload.toArray());
        return frame.toByteArray();
    }

    /** The beginning of a masked frame that says it has {@code length} octets, of which none follows. */
    public static byte[] claiming(int first, long length) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(claim(first, MASK, length));
        frame.writeBytes(new byte[4]);
        return frame.toByteArray();
    }

    /** The same of a frame that is not masked. */
    public static byte[] plainClaiming(int first, long length) {
        return claim(first, 0, length);
    }

    private static byte[] claim(int first, int mask, long length) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        frame.write(mask | EIGHT);
        for (int shift = 56; shift >= 0; shift -= 8) {
            frame.write((int) (length >>> shift));
        }
        return frame.toByteArray();
    }

    private static void begin(ByteArrayOutputStream frame, int first, int mask, int size) {
        frame.write(first);
        if (size < TWO) {
            frame.write(mask | size);
        } else if (size < 1 << 16) {
            frame.write(mask | TWO);
            frame.write(size >>> 8);
            frame.write(size);
        } else {
            frame.write(mask | EIGHT);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) size >>> shift));
            }
        }
    }
}
