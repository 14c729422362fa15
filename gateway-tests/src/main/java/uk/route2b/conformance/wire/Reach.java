package uk.route2b.conformance.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/**
 * Where a gateway is, and how long one waits for it.
 *
 * @param anchors authorities that its certificate has to lead to
 * @param patience for what should come at once
 */
public record Reach(String host, int port, List<X509Certificate> anchors, Duration patience) {
    private static final String TLS_13 = "TLSv1.3";

    public Reach {
        anchors = List.copyOf(anchors);
    }

    /** A TCP connection. */
    public Wire plain() throws IOException {
        return new Wire(connected());
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            return socket;
        } catch (IOException unreachable) {
            socket.close();
            throw new UnreachableException(host + ":" + port, unreachable);
        }
    }

    /** TLS 1.3, with the handshake done as far as this end can tell. */
    public Wire secure(Optional<Shown> shown) throws IOException {
        return secure(shown, TLS_13);
    }

    /** The same with other versions of TLS. */
    public Wire secure(Optional<Shown> shown, String... versions) throws IOException {
        Socket under = connected();
        try {
            SSLSocket socket =
                    (SSLSocket) Tls.context(shown, anchors).getSocketFactory().createSocket(under, host, port, true);
            socket.setEnabledProtocols(versions);
            socket.startHandshake();
            return new Wire(socket);
        } catch (IOException refused) {
            under.close();
            throw refused;
        }
    }

    /** Asks for an upgrade and tells what came of it, TLS included. The connection is closed. */
    public Heard ask(Optional<Shown> shown, Upgrade upgrade) throws IOException {
        try (Wire wire = secure(shown)) {
            wire.send(upgrade.octets());
            return wire.hearHead(patience);
        } catch (javax.net.ssl.SSLException | java.net.SocketException refused) {
            return new Heard.Ended(String.valueOf(refused.getMessage()));
        }
    }
}
