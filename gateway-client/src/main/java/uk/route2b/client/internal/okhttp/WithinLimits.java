package uk.route2b.client.internal.okhttp;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.Sink;
import okio.Socket;
import okio.Source;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.FrameAllowance;

/**
 * Puts a limit on what a gateway may send after the upgrade, which OkHttp itself does not have: its 16 MiB are of what
 * is queued to be sent.
 *
 * @param messageOctets largest message
 * @param refused told how the link closes, once there was too much
 * @param nanos monotonic
 */
record WithinLimits(int messageOctets, Consumer<CloseCode> refused, LongSupplier nanos) implements Interceptor {
    private record Limited(Socket socket, Source source) implements Socket {
        @Override
        public Source getSource() {
            return source;
        }

        @Override
        public Sink getSink() {
            return socket.getSink();
        }

        @Override
        public void cancel() {
            socket.cancel();
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        @Nullable Socket upgraded = response.socket();
        return upgraded == null
                ? response
                : response.newBuilder().socket(limited(upgraded)).build();
    }

    private Socket limited(Socket upgraded) {
        IncomingFrames frames = new IncomingFrames(new FrameAllowance(messageOctets, nanos));
        return new Limited(upgraded, new LimitedSource(upgraded.getSource(), frames, refused, nanos));
    }
}
