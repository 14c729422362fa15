package uk.route2b.prove.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;

/** The witness reads WebSocket frames however they are cut. */
class FrameReaderTest {
    private final List<String> seen = new ArrayList<>();
    private final FrameReader reader = new FrameReader(new FrameReader.Listener() {
        @Override
        public void message(Octets octets) {
            seen.add(octets.text());
        }

        @Override
        public void close(int code) {
            seen.add("close " + code);
        }
    });

    @Test
    void framesAfterTheHeadAreReadOctetByOctet() {
        byte[] stream = stream(
                "GET /route2b HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                frame(0x82, "hello", false),
                frame(0x89, "ping", false),
                frame(0x82, "x".repeat(300), true),
                frame(0x88, "\u0003\u00e8", false));

        for (byte octet : stream) {
            reader.take(new byte[] {octet}, 1);
        }

        assertThat(seen).containsExactly("hello", "x".repeat(300), "close 1000");
    }

    @Test
    void fragmentsOfOneMessageAreJoined() {
        byte[] stream = stream(
                "HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                frame(0x02, "one ", false),
                frame(0x00, "two ", false),
                frame(0x80, "three", false));

        reader.take(stream, stream.length);

        assertThat(seen).containsExactly("one two three");
    }

    private static byte[] stream(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] frame(int first, String text, boolean masked) {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            frame.write(mask | payload.length);
        } else {
            frame.write(mask | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        byte[] key = {1, 2, 3, 4};
        if (masked) {
            frame.writeBytes(key);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(masked ? payload[i] ^ key[i % 4] : payload[i]);
        }
        return frame.toByteArray();
    }
}
