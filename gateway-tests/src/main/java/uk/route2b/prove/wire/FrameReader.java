package uk.route2b.prove.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import uk.route2b.protocol.octets.Octets;

/**
 * Reads one direction of a WebSocket connection (RFC 6455) as it streams by: first the HTTP head, which is passed over,
 * then frames. Used by one thread.
 */
final class FrameReader {
    private static final int CONTINUATION = 0;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Listener listener;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private byte[] pending = new byte[0];
    private boolean headPassed;

    /** Told of what goes by. */
    interface Listener {
        void message(Octets octets);

        void close(int code);
    }

    FrameReader(Listener listener) {
        this.listener = listener;
    }

    /** More octets of the stream. */
    void take(byte[] octets, int count) {
        byte[] all = Arrays.copyOf(pending, pending.length + count);
        System.arraycopy(octets, 0, all, pending.length, count);
        int at = headPassed ? 0 : passHead(all);
        int next = headPassed ? frame(all, at) : at;
        while (headPassed && next > at) {
            at = next;
            next = frame(all, at);
        }
        pending = Arrays.copyOfRange(all, at, all.length);
    }

    private int passHead(byte[] all) {
        for (int i = 0; i + END_OF_HEAD.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                headPassed = true;
                return i + END_OF_HEAD.length;
            }
        }
        return 0;
    }

    /** Where the frame at {@code at} ends; {@code at} itself if it is not whole yet. */
    private int frame(byte[] all, int at) {
        if (all.length < at + 2) {
            return at;
        }
        boolean masked = (all[at + 1] & 0x80) != 0;
        int shortLength = all[at + 1] & 0x7F;
        int lengthOctets = shortLength < 126 ? 0 : shortLength == 126 ? 2 : 8;
        int body = at + 2 + lengthOctets + (masked ? 4 : 0);
        if (all.length < body) {
            return at;
        }
        long length = lengthOctets == 0 ? shortLength : number(all, at + 2, lengthOctets);
        if (all.length - body < length) {
            return at;
        }
        byte[] payload = Arrays.copyOfRange(all, body, body + (int) length);
        if (masked) {
            unmask(payload, all, body - 4);
        }
        frame(all[at] & 0x0F, (all[at] & 0x80) != 0, payload);
        return body + payload.length;
    }

    private static long number(byte[] all, int at, int octets) {
        long number = 0;
        for (int i = 0; i < octets; i++) {
            number = number << 8 | all[at + i] & 0xFF;
        }
        return number;
    }

    private static void unmask(byte[] payload, byte[] all, int mask) {
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= all[mask + i % 4];
        }
    }

    private void frame(int opcode, boolean last, byte[] payload) {
        if (opcode == CLOSE) {
            listener.close(payload.length < 2 ? 1005 : (int) number(payload, 0, 2));
        } else if (opcode == BINARY || opcode == CONTINUATION) {
            message.writeBytes(payload);
            if (last) {
                listener.message(Octets.of(message.toByteArray()));
                message.reset();
            }
        }
    }
}
