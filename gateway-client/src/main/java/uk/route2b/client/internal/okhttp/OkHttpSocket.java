package uk.route2b.client.internal.okhttp;

import okhttp3.WebSocket;
import okio.ByteString;
import uk.route2b.client.internal.session.LinkTransport;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.octets.Octets;

/** OkHttp's WebSocket as the engine sees one. */
record OkHttpSocket(WebSocket socket) implements LinkTransport.Socket {
    @Override
    public boolean send(Octets message) {
        return socket.send(ByteString.of(message.toArray()));
    }

    @Override
    public long queued() {
        return socket.queueSize();
    }

    /** A socket that is not open yet can not close in good order. */
    @Override
    public void close(CloseCode code, String reason) {
        if (!socket.close(code.number(), reason)) {
            socket.cancel();
        }
    }

    @Override
    public void cancel() {
        socket.cancel();
    }
}
