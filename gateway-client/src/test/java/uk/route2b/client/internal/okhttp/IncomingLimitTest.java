package uk.route2b.client.internal.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import okio.Buffer;
import okio.Source;
import okio.Timeout;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import uk.route2b.client.internal.session.DialFailure;
import uk.route2b.client.internal.session.LinkTransport;
import uk.route2b.client.spi.KeySource;
import uk.route2b.client.testing.MockGateway;
import uk.route2b.client.testing.TestIdentities;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.FrameAllowance;
import uk.route2b.protocol.octets.Octets;

/** A gateway that sends more than it may: no more than one message is held, and the link closes for it. */
class IncomingLimitTest {
    private static final int MOST = 50_000;
    private static final long WOULD_BE = 1L << 40;

    private final AtomicLong nanos = new AtomicLong();
    private final List<CloseCode> refusals = new ArrayList<>();

    /** Parts of 8 KiB without end, each with its head; a millisecond each once somebody counts. */
    private final class Endless implements Source {
        private long sent;

        @Override
        public long read(Buffer sink, long most) {
            sink.writeByte(sent == 0 ? 0x02 : 0x00)
                    .writeByte(126)
                    .writeShort(4096)
                    .write(new byte[4096]);
            sent += 4096;
            nanos.addAndGet(1_000_000);
            return 4 + 4096;
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }

    private LimitedSource limited(Source source) {
        return new LimitedSource(
                source, new IncomingFrames(new FrameAllowance(MOST, nanos::get)), refusals::add, nanos::get);
    }

    /** OkHttp asks for octets until it has a whole frame or message; here it asks for a terabyte. */
    @Test
    void ofAMessageWithoutEndNoMoreIsHeldThanALargestOne() {
        Endless endless = new Endless();
        LimitedSource source = limited(endless);
        Buffer held = new Buffer();
        assertThatThrownBy(() -> {
                    while (held.size() < WOULD_BE) {
                        source.read(held, WOULD_BE);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too-big");
        assertThat(held.size()).isLessThan(MOST + 8192);
        assertThat(refusals).containsExactly(CloseCode.TOO_BIG);
        assertThat(endless.sent)
                .as("dropped until the close frame had its time")
                .isLessThan(1100 * 4096L);
    }

    @Test
    void theEndOfTheConnectionIsWaitedForNoLonger() {
        LimitedSource source = limited(
                new Buffer().writeByte(0x82).writeByte(127).writeLong(WOULD_BE).write(new byte[20_000]));
        Buffer held = new Buffer();
        assertThatThrownBy(() -> {
                    while (true) {
                        source.read(held, WOULD_BE);
                    }
                })
                .isInstanceOf(IOException.class);
        assertThat(held.size()).isZero();
    }

    @Test
    void onARealSocketTheLinkClosesWith1009() throws Exception {
        Instant now = Instant.now();
        TestIdentities identities = TestIdentities.create(now);
        Recorder recorder = new Recorder();
        KeySource keys = KeySource.of(identities.cem().key(), identities.cem().chain());
        try (MockGateway mock = new MockGateway(
                        identities, identities.tls(), identities.hierarchy().anchors(), now.toEpochMilli());
                OkHttpTransport transport = new OkHttpTransport(keys, Executors.newCachedThreadPool())) {
            LinkTransport.Socket socket = transport.dial(
                    new LinkTransport.Order(
                            URI.create(mock.endpoint()), identities.rules(), now, Duration.ofSeconds(30), MOST),
                    recorder);
            assertThat(recorder.next()).isEqualTo(identities.binding());
            Awaitility.await().ignoreExceptions().untilAsserted(() -> mock.send(Octets.of(new byte[MOST])));
            assertThat(recorder.next()).isEqualTo(Octets.of(new byte[MOST]));

            mock.send(Octets.of(new byte[MOST + 1]));
            assertThat(recorder.next()).isEqualTo(CloseCode.TOO_BIG);
            socket.close(CloseCode.TOO_BIG, "message-octets");

            Awaitility.await().until(() -> mock.closes().equals(List.of(1009)));
            assertThat(recorder.next()).isInstanceOf(DialFailure.class);
        }
    }
}
