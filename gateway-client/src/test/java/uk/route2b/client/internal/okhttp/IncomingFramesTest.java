package uk.route2b.client.internal.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.FrameAllowance;

/** Frames in their octets, however these are cut. */
class IncomingFramesTest {
    private static final int MOST = 100_000;
    private static final int BINARY = 0x82;
    private static final int BEGINS = 0x02;
    private static final int GOES_ON = 0x00;
    private static final int PING = 0x89;

    private final IncomingFrames frames = new IncomingFrames(new FrameAllowance(MOST, () -> 0));

    private static Buffer frame(int first, int length) {
        Buffer frame = new Buffer().writeByte(first);
        if (length < 126) {
            frame.writeByte(length);
        } else if (length < 1 << 16) {
            frame.writeByte(126).writeShort(length);
        } else {
            frame.writeByte(127).writeLong(length);
        }
        return frame.write(new byte[length]);
    }

    private void taken(Buffer octets) {
        assertThat(frames.take(octets)).isEqualTo(octets.size());
        assertThat(frames.refusal()).isEmpty();
    }

    @Test
    void aMessageOfTheLargestSizeIsTakenInOneFrameAndInMany() {
        taken(frame(BINARY, MOST));
        taken(frame(BEGINS, MOST - 1));
        taken(frame(PING, 125));
        taken(frame(0x80, 1));
        taken(frame(BINARY, 125));
        taken(frame(BINARY, 126));
        taken(frame(BINARY, MOST));
    }

    @Test
    void octetByOctetItIsTheSame() throws IOException {
        Buffer whole = new Buffer();
        whole.writeAll(frame(BEGINS, 65_535));
        whole.writeAll(frame(PING, 0));
        whole.writeAll(frame(0x80, MOST - 65_535));
        whole.writeAll(frame(BINARY, MOST + 1));
        while (frames.refusal().isEmpty()) {
            frames.take(new Buffer().writeByte(whole.readByte()));
        }
        assertThat(frames.refusal()).contains(CloseCode.TOO_BIG);
        assertThat(whole.size()).as("known by its head").isEqualTo(MOST + 1);
    }

    /** What stands before it goes on; its head does not. */
    @Test
    void theFirstFrameTooManyIsFoundInTheMiddleOfOthers() throws IOException {
        Buffer octets = frame(BINARY, 5);
        octets.writeAll(frame(BEGINS, 10));
        octets.writeByte(GOES_ON).writeByte(127).writeLong(MOST);
        octets.writeAll(frame(BINARY, 7));
        assertThat(frames.take(octets)).isEqualTo(2 + 5 + 2 + 10);
        assertThat(frames.refusal()).contains(CloseCode.TOO_BIG);
    }

    @Test
    void aFrameThatSaysItHasMoreThanThereAreNumbersForIsTooLarge() {
        assertThat(frames.take(new Buffer().writeByte(BINARY).writeByte(127).writeLong(-1)))
                .isZero();
        assertThat(frames.refusal()).contains(CloseCode.TOO_BIG);
    }

    /** A mask is for OkHttp to refuse; its four octets are no payload. */
    @Test
    void aMaskBelongsToTheHead() {
        taken(new Buffer()
                .writeByte(BINARY)
                .writeByte(0x80 | 1)
                .writeInt(0x82828282)
                .writeByte(9));
        taken(frame(BINARY, 3));
    }

    @Test
    void emptyFramesWithoutEndAreCounted() {
        taken(frame(BEGINS, 1));
        for (int number = 1; number < FrameAllowance.OF_A_MESSAGE; number++) {
            taken(frame(GOES_ON, 0));
        }
        assertThat(frames.take(frame(GOES_ON, 0))).isZero();
        assertThat(frames.refusal()).contains(CloseCode.POLICY);
    }

    @Test
    void pingsWithoutEndAreCounted() {
        for (int number = 0; number < FrameAllowance.CONTROL_AT_ONCE; number++) {
            taken(frame(PING, 4));
        }
        assertThat(frames.take(frame(PING, 4))).isZero();
        assertThat(frames.refusal()).contains(CloseCode.POLICY);
    }
}
