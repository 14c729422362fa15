package uk.route2b.prove.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.pki.issue.IssuedIdentity;

/**
 * Stands between CEMs and gateways, where a balancer would, and notes every signed message that really was on the wire.
 *
 * <p>Mutual TLS shuts everybody else out; the prover has issued all keys, so towards a CEM it is the gateway, and
 * towards the gateway it is that CEM. Both ends see the certificates that they expect, so the digests in hello agree.
 * What is noted here owes nothing to the processes that are proved.
 *
 * <p>It also chooses the gateway of each new connection, and can take a CEM away from a gateway without that gateway
 * noticing, as a network does.
 */
public final class Witness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int HANDSHAKE_MILLIS = 10_000;

    private final SSLServerSocket listener;
    private final Map<String, SSLContext> cems = new ConcurrentHashMap<>();
    private final WireBook book;
    private final Function<String, OptionalInt> gatewayPorts;
    private final Set<Passing> passing = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Witness(SSLServerSocket listener, WireBook book, Function<String, OptionalInt> gatewayPorts) {
        this.listener = listener;
        this.book = book;
        this.gatewayPorts = gatewayPorts;
    }

    /**
     * Starts listening on a free port of the loopback.
     *
     * @param gateway the TLS identity of all gateways
     * @param cems the device identities by name
     * @param gatewayPorts where the gateway of a CEM listens now; empty while there is none
     */
    public static Witness start(
            IssuedIdentity gateway,
            Map<String, IssuedIdentity> cems,
            List<X509Certificate> anchors,
            WireBook book,
            Function<String, OptionalInt> gatewayPorts)
            throws IOException {
        SSLServerSocket socket = (SSLServerSocket) WitnessTls.context(gateway, anchors)
                .getServerSocketFactory()
                .createServerSocket(0, 64, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(true);
        Witness witness = new Witness(socket, book, gatewayPorts);
        cems.forEach((name, identity) -> witness.cems.put(name, WitnessTls.context(identity, anchors)));
        cems.forEach((name, identity) -> witness.names.put(identity.certificate(), name));
        thread("witness", witness::accept);
        return witness;
    }

    private final Map<X509Certificate, String> names = new ConcurrentHashMap<>();

    /** Where CEMs find their gateway. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Cuts what {@code cem} has; with {@code silently} its gateway is not told and may go on sending into the void. */
    public void cut(String cem, boolean silently) {
        passing.stream().filter(each -> each.cem().equals(cem)).forEach(each -> each.cut(silently));
    }

    /** Whether {@code cem} has a connection to a gateway. */
    public boolean isConnected(String cem) {
        return passing.stream().anyMatch(each -> each.cem().equals(cem) && !each.isCut());
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = listener.accept();
                thread("witness-link", () -> pass((SSLSocket) socket));
            } catch (IOException ended) {
                LOG.debug("witness: stopped listening", ended);
            }
        }
    }

    private void pass(SSLSocket cemSide) {
        try {
            cemSide.setSoTimeout(HANDSHAKE_MILLIS);
            cemSide.startHandshake();
            X509Certificate certificate = (X509Certificate) cemSide.getSession().getPeerCertificates()[0];
            String cem = Objects.requireNonNull(names.get(certificate), "a certificate that was not issued here");
            cemSide.setSoTimeout(0);
            SSLSocket gatewaySide = dial(cem);
            Passing connection = new Passing(cem, cemSide, gatewaySide, book);
            passing.add(connection);
            connection.run(() -> passing.remove(connection));
        } catch (IOException notNow) {
            LOG.debug("witness: no way through", notNow);
            Passing.closeQuietly(cemSide);
        }
    }

    private SSLSocket dial(String cem) throws IOException {
        int port = gatewayPorts.apply(cem).orElseThrow(() -> new IOException("no gateway for " + cem));
        SSLContext context = Objects.requireNonNull(cems.get(cem));
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            socket.setSoTimeout(HANDSHAKE_MILLIS);
            socket.startHandshake();
            socket.setSoTimeout(0);
            return socket;
        } catch (IOException refused) {
            Passing.closeQuietly(socket);
            throw refused;
        }
    }

    static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        passing.forEach(each -> each.cut(false));
    }
}
