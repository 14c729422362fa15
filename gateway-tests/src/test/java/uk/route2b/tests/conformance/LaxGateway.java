package uk.route2b.tests.conformance;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLServerSocket;
import uk.route2b.conformance.wire.Frames;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.conformance.wire.Tls;
import uk.route2b.conformance.wire.Wire;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.tests.peer.PeerWorld;

/** A gateway that checks nothing: it asks for no certificate, grants each upgrade, and says "stored" to everything. */
final class LaxGateway implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String GRANTED = String.join(
            "\r\n",
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Protocol: route2b.v1",
            "Sec-WebSocket-Extensions: permessage-deflate",
            "",
            "");

    private final PeerWorld world;
    private final SSLServerSocket server;
    private final Queue<Future<Boolean>> talking = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "lax");
        thread.setDaemon(true);
        return thread;
    });

    LaxGateway(PeerWorld world) throws IOException {
        this.world = world;
        Shown shown = new Shown(world.gateway().key(), world.gateway().chain());
        server = (SSLServerSocket)
                Tls.context(Optional.of(shown), world.hierarchy().anchors())
                        .getServerSocketFactory()
                        .createServerSocket(0, 1_000);
        server.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                talking.add(threads.submit(() -> talk(socket)));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Fails when the tester has gone on to its next case, which ends it and concerns nobody. */
    private boolean talk(Socket socket) throws IOException {
        try (Wire wire = new Wire(socket)) {
            // Of any length: it has no limit that a case could take for a refusal.
            wire.head(Integer.MAX_VALUE);
            wire.send(GRANTED.getBytes(StandardCharsets.US_ASCII));
            Heard heard = wire.hear(LONG);
            while (heard instanceof Heard.Message message) {
                answer(wire, message.octets());
                heard = wire.hear(LONG);
            }
            // Whatever it was, it is no reason to end the connection.
            Heard rest = wire.hearOctet(LONG);
            while (rest instanceof Heard.Message) {
                rest = wire.hearOctet(LONG);
            }
            return true;
        }
    }

    private void answer(Wire wire, Octets octets) throws IOException {
        try {
            SignedMessage message = SignedMessageReader.DEFAULT.read(octets);
            Content content = message.header().code().equals(PrivateMessageCode.LINK_CONTROL.code())
                    ? Content.plain(ContentFormat.JSON, LinkControlJson.write(welcome()))
                    : Receipt.of(message, ReceiptStatus.STORED, "").content();
            SignedMessage answer = UnsignedMessage.of(message.header().answer(), content)
                    .sign(Ecdsa.signer(world.message().key()));
            wire.send(Frames.plain(Frames.BINARY, answer.octets()));
        } catch (MalformedException | IllegalArgumentException unreadable) {
            wire.send(Frames.plain(Frames.BINARY, Octets.ofText("never mind")));
        }
    }

    private LinkControl.Welcome welcome() {
        return new LinkControl.Welcome(1, world.clock().millis(), 0, 0, 1_000, 64, Capabilities.ALL);
    }

    static List<String> whatMayPass() {
        return List.of(
                "handshake.right",
                "handshake.gateway-certificate",
                "handshake.plain-http",
                "handshake.garbage",
                "chains.good-",
                "upgrade.subprotocol-chosen",
                "hello.right",
                "messages.answer-to-nothing",
                "floods.crowd");
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
