package uk.route2b.tests.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import uk.route2b.conformance.wire.Frames;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.conformance.wire.Tls;
import uk.route2b.conformance.wire.Wire;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.tests.peer.PeerWorld;
import uk.route2b.tests.peer.ScriptedCem;

/**
 * A CEM that checks nothing: it believes whoever answers, with TLS 1.2 as well, takes any answer for an upgrade and
 * anything for a welcome, acts on each message as often as it comes, whoever signed it for whomever, collects what
 * never ends, and never closes.
 */
final class LaxCem implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final byte[] UPGRADE = String.join(
                    "\r\n",
                    "GET /route2b HTTP/1.1",
                    "Host: localhost",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Protocol: route2b.v1",
                    "",
                    "")
            .getBytes(StandardCharsets.US_ASCII);

    private final PeerWorld world;
    private final EntityIdentifier entity;
    private final IssuedIdentity identity;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();
    private int acts;

    /** Dials {@code port} of this machine. */
    LaxCem(PeerWorld world, EntityIdentifier entity, IssuedIdentity identity, int port) {
        this.world = world;
        this.entity = entity;
        this.identity = identity;
        this.port = port;
    }

    /** It dials, and as soon as that is over it dials again, until it is closed. */
    LaxCem dialling() {
        return dialling(Integer.MAX_VALUE);
    }

    /** The same, and it comes back no more after so many times. */
    LaxCem dialling(int times) {
        Thread thread = new Thread(() -> dial(times), "lax-cem");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void dial(int times) {
        for (int number = 0; number < times && !closed.get(); number++) {
            try (Socket under = new Socket(InetAddress.getLoopbackAddress(), port);
                    SSLSocket socket =
                            (SSLSocket) context().getSocketFactory().createSocket(under, "localhost", port, true)) {
                socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                talk(new Wire(socket));
            } catch (IOException over) {
                // The tester has gone on to its next case.
                acts = 0;
            }
        }
    }

    private void talk(Wire wire) throws IOException {
        wire.send(UPGRADE);
        wire.head();
        ScriptedCem cem = ScriptedCem.of(world, entity, identity);
        say(wire, cem.hello(world.clock().millis()).octets());
        Heard heard = wire.hear(LONG);
        while (heard instanceof Heard.Message message) {
            say(wire, answer(message.octets()));
            heard = wire.hear(LONG);
        }
        // Whatever it was, it is no reason to end the connection.
        while (heard instanceof Heard.Message || heard instanceof Heard.Closed || goesOn(heard)) {
            heard = wire.hearOctet(LONG);
        }
    }

    private static boolean goesOn(Heard heard) {
        return heard instanceof Heard.Ended ended && ended.how().startsWith("a frame of");
    }

    private static void say(Wire wire, Octets message) throws IOException {
        wire.send(Frames.masked(Frames.BINARY, message));
    }

    private Octets answer(Octets octets) {
        try {
            SignedMessage message = SignedMessageReader.DEFAULT.read(octets);
            String done = "done for the " + ++acts + ". time";
            return UnsignedMessage.of(
                            message.header().answer(),
                            Receipt.of(message, ReceiptStatus.STORED, done).content())
                    .sign(Ecdsa.signer(identity.key()))
                    .octets();
        } catch (MalformedException | IllegalArgumentException unreadable) {
            return Octets.ofText("never mind");
        }
    }

    private SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            Shown shown = new Shown(identity.key(), identity.chain());
            context.init(Tls.keys(shown), new TrustManager[] {new Anybody()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no TLS", impossible);
        }
    }

    /** What no CEM may have: here it is what the catalogue has to find. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
