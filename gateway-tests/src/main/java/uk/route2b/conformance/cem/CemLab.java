package uk.route2b.conformance.cem;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;
import uk.route2b.conformance.catalogue.Need;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.conformance.wire.Tls;
import uk.route2b.conformance.wire.Wire;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * What the cases have at hand: where the CEM comes to, and the keys of the gateway that it expects there.
 *
 * @param server the CEM dials it again and again
 * @param gateway what the gateway shows in TLS
 * @param messageKey signs the DSRSP's messages
 * @param cemKeys certificates of the CEM's message keys
 * @param anchors whom the CEM's own certificate leads to
 * @param patience how long a CEM may take to come back, and to answer
 * @param reaction by when it must have refused what is wrong
 * @param last the counter that was used last; above every one of earlier runs, since it is the time in ms
 */
public record CemLab(
        ServerSocket server,
        EntityIdentifier dsrsp,
        EntityIdentifier cem,
        Shown gateway,
        PrivateKey messageKey,
        List<X509Certificate> cemKeys,
        List<X509Certificate> anchors,
        Optional<TestHierarchy> authority,
        Duration patience,
        Duration reaction,
        AtomicLong last,
        InstantSource clock,
        LongSupplier nanos) {
    static final Need<CemLab> AUTHORITY = new Need<>(
            "needs the keys of the authorities: --authority DIR",
            lab -> lab.authority().isPresent());

    long next() {
        return last.updateAndGet(before -> Math.max(before + 1, clock.millis()));
    }

    /** The next connection of the CEM, without TLS. */
    Socket accept() throws IOException {
        server.setSoTimeout((int) patience.toMillis());
        Socket socket = server.accept();
        socket.setSoTimeout((int) patience.toMillis());
        return socket;
    }

    /** The next connection, with TLS as a right gateway would do it. */
    Wire secure() throws IOException {
        return secure(gateway, true, "TLSv1.3");
    }

    /** The same with another certificate, without asking for the CEM's, or with other versions. */
    Wire secure(Shown shown, boolean asks, String... versions) throws IOException {
        Socket under = accept();
        try {
            SSLSocket socket = (SSLSocket)
                    Tls.context(Optional.of(shown), anchors).getSocketFactory().createSocket(under, null, true);
            socket.setUseClientMode(false);
            socket.setNeedClientAuth(asks);
            socket.setEnabledProtocols(versions);
            socket.startHandshake();
            return new Wire(socket);
        } catch (IOException refused) {
            under.close();
            throw refused;
        }
    }
}
