package uk.route2b.tests.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.octets.Octets;

/** One open WebSocket to a gateway. */
public final class ScriptedLink implements AutoCloseable {
    private static final long MOST_SECONDS = 25;

    /** How the gateway closed: code and reason word. */
    public record Closed(int code, String reason) {}

    private final Incoming incoming = new Incoming();
    private @Nullable WebSocket socket;

    WebSocket.Listener listener() {
        return incoming;
    }

    ScriptedLink open(WebSocket opened) {
        socket = opened;
        return this;
    }

    public void send(Octets octets) {
        socket().sendBinary(ByteBuffer.wrap(octets.toArray()), true).join();
    }

    /** Sends one message in two frames, so that the gateway has read all of it when it judges how long it is. */
    public void sendInTwo(Octets octets) {
        int half = octets.size() / 2;
        socket().sendBinary(ByteBuffer.wrap(octets.slice(0, half).toArray()), false)
                .join();
        socket().sendBinary(ByteBuffer.wrap(octets.slice(half, octets.size()).toArray()), true)
                .join();
    }

    public void sendText(String text) {
        socket().sendText(text, true).join();
    }

    /** The next binary message; fails if the link closes or nothing comes. */
    public Octets receive() throws InterruptedException {
        Octets message = incoming.messages.poll(MOST_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("a message from the gateway").isNotNull();
        return message;
    }

    /** How the gateway closes; fails if it does not. */
    public Closed awaitClose() {
        return incoming.closed.orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Whether the gateway has closed. */
    public boolean isClosed() {
        return incoming.closed.isDone();
    }

    @Override
    public void close() {
        socket().abort();
    }

    private WebSocket socket() {
        WebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("the link is not open");
        }
        return open;
    }

    private static final class Incoming implements WebSocket.Listener {
        private final BlockingQueue<Octets> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<Closed> closed = new CompletableFuture<>();
        private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            partial.writeBytes(part);
            if (last) {
                messages.add(Octets.of(partial.toByteArray()));
                partial.reset();
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(new Closed(statusCode, reason));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete(new Closed(1006, String.valueOf(error.getMessage())));
        }
    }
}
