package uk.route2b.client.internal.okhttp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;
import uk.route2b.protocol.link.CloseCode;

/**
 * What a gateway sends, as far as its frames keep within what they may spend. With the first that does not, nothing
 * more is passed on: {@code refused} is told, what still comes is read and dropped until the close frame has had time
 * to leave, and then the connection ends. So no more is held than one message. Used by one thread at a time.
 */
final class LimitedSource extends ForwardingSource {
    /** A close frame is a few octets; whoever does not let them leave is cut off without. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private static final int AT_ONCE = 8192;

    private final IncomingFrames frames;
    private final Consumer<CloseCode> refused;
    private final LongSupplier nanos;
    private final Buffer chunk = new Buffer();

    /**
     * @param refused told once, on the reading thread
     * @param nanos monotonic
     */
    LimitedSource(Source source, IncomingFrames frames, Consumer<CloseCode> refused, LongSupplier nanos) {
        super(source);
        this.frames = frames;
        this.refused = refused;
        this.nanos = nanos;
    }

    @Override
    public long read(Buffer sink, long most) throws IOException {
        if (frames.refusal().isPresent()) {
            throw end(frames.refusal().get());
        }
        long got = super.read(chunk, Math.min(most, AT_ONCE));
        if (got < 0) {
            return got;
        }
        long good = frames.take(chunk);
        sink.write(chunk, good);
        chunk.clear();
        return good;
    }

    private IOException end(CloseCode refusal) throws IOException {
        refused.accept(refusal);
        timeout().deadline(GRACE.toMillis(), TimeUnit.MILLISECONDS); // one that is silent now is not waited for
        long begun = nanos.getAsLong();
        while (nanos.getAsLong() - begun < GRACE.toNanos() && super.read(chunk, AT_ONCE) >= 0) {
            chunk.clear();
        }
        return new IOException("the gateway sent more than it may: " + refusal.word());
    }
}
