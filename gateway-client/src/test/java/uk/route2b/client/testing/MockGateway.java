package uk.route2b.client.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.link.LinkProtocol;
import uk.route2b.protocol.link.LinkReaction;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;

/** A gateway on a real socket: mutual TLS, WebSocket, and a {@link TestGateway} behind it. */
public final class MockGateway implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final TestGateway brain;
    private final IssuedIdentity tls;
    private final List<RecordedRequest> upgrades = new CopyOnWriteArrayList<>();
    private final List<LinkReaction> seen = new CopyOnWriteArrayList<>();
    private final List<Integer> closes = new CopyOnWriteArrayList<>();
    private volatile @Nullable WebSocket socket;
    private volatile OpenAdrExchange answer = OpenAdrExchange.of(Payloads.of("oadrResponse", "1"));

    /**
     * @param tls what it shows
     * @param clients the authorities whose clients it takes
     */
    public MockGateway(TestIdentities identities, IssuedIdentity tls, List<X509Certificate> clients, long nowMillis) {
        this.tls = tls;
        this.brain = new TestGateway(identities, nowMillis);
        try {
            server.useHttps(context(tls, clients).getSocketFactory());
            server.requireClientAuth();
            server.setDispatcher(new Upgrades());
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("the mock gateway did not start", failed);
        }
    }

    private static SSLContext context(IssuedIdentity tls, List<X509Certificate> clients)
            throws GeneralSecurityException, IOException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("gateway", tls.key(), new char[0], tls.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(own, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (X509Certificate client : clients) {
            trusted.setCertificateEntry(client.getSerialNumber().toString(), client);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    public String endpoint() {
        return "wss://127.0.0.1:" + server.getPort() + LinkProtocol.PATH;
    }

    public void answering(OpenAdrExchange exchange) {
        answer = exchange;
    }

    public List<RecordedRequest> upgrades() {
        return upgrades;
    }

    public List<LinkReaction> seen() {
        return seen;
    }

    public List<Integer> closes() {
        return closes;
    }

    public synchronized SignedMessage push(OpenAdrExchange exchange) {
        SignedMessage message = brain.push(exchange);
        send(message.octets());
        return message;
    }

    public synchronized SignedMessage make(java.util.function.Function<TestGateway, SignedMessage> maker) {
        return maker.apply(brain);
    }

    public void send(Octets octets) {
        open().send(ByteString.of(octets.toArray()));
    }

    public void sendText(String text) {
        open().send(text);
    }

    public void close(int code) {
        open().close(code, "test");
    }

    private WebSocket open() {
        WebSocket current = socket;
        if (current == null) {
            throw new IllegalStateException("nobody has connected");
        }
        return current;
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Upgrades extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            upgrades.add(request);
            return new MockResponse.Builder()
                    .addHeader("Sec-WebSocket-Protocol", LinkProtocol.SUBPROTOCOL)
                    .webSocketUpgrade(new Conversation(binding(request)))
                    .build();
        }

        private TlsBinding binding(RecordedRequest request) {
            try {
                Certificate client = Objects.requireNonNull(request.getHandshake())
                        .peerCertificates()
                        .get(0);
                return new TlsBinding(
                        Octets.of(tls.certificate().getEncoded()).sha256(),
                        Octets.of(client.getEncoded()).sha256());
            } catch (CertificateEncodingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private final class Conversation extends WebSocketListener {
        private final TlsBinding binding;

        Conversation(TlsBinding binding) {
            this.binding = binding;
        }

        @Override
        public void onOpen(WebSocket opened, Response response) {
            synchronized (MockGateway.this) {
                brain.upgraded(binding);
                socket = opened;
            }
        }

        @Override
        public void onMessage(WebSocket from, ByteString octets) {
            synchronized (MockGateway.this) {
                LinkReaction reaction = brain.receive(Octets.of(octets.toByteArray()));
                seen.add(reaction);
                if (reaction instanceof LinkReaction.Greet greet) {
                    from.send(ByteString.of(brain.welcome(greet).toArray()));
                } else if (reaction instanceof LinkReaction.Accept accept) {
                    from.send(
                            ByteString.of(brain.answer(accept.message(), answer).toArray()));
                } else if (reaction instanceof LinkReaction.Close close) {
                    from.close(close.code().number(), close.reason());
                }
            }
        }

        @Override
        public void onClosing(WebSocket from, int code, String reason) {
            closes.add(code);
            from.close(code, null);
        }
    }
}
