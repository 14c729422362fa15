package uk.route2b.server.testing.okhttp;

import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.TlsVersion;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.certificate.GatewayCertificateRules;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;

/** A CEM's socket by hand: what it receives waits in a queue for the test. */
public final class TestCem extends WebSocketListener implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How a socket ended: a close code, or the HTTP status of a refused upgrade, or neither. */
    public record Ending(int closeCode, int httpStatus, String reason) {}

    private final DemoFiles files;
    private final OkHttpClient client;
    private final CemPen pen;
    private final BlockingQueue<SignedMessage> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final CompletableFuture<Response> opened = new CompletableFuture<>();
    private volatile CountDownLatch reads = new CountDownLatch(0);
    private final WebSocket socket;

    private TestCem(DemoFiles files, OkHttpClient client, CemPen pen, Request request) {
        this.files = files;
        this.client = client;
        this.pen = pen;
        this.socket = client.newWebSocket(request, this);
    }

    /** Dials the link. */
    public static TestCem dial(DemoFiles files, int port, CemPen pen) {
        return dial(files, port, pen, "/route2b", Optional.of("route2b.v1"));
    }

    public static TestCem dial(DemoFiles files, int port, CemPen pen, String path, Optional<String> subprotocol) {
        Request.Builder request = new Request.Builder().url("https://localhost:" + port + path);
        subprotocol.ifPresent(name -> request.header("Sec-WebSocket-Protocol", name));
        return new TestCem(files, client(files, Optional.of(pen.identity())), pen, request.build());
    }

    /**
     * A client that trusts the gateway for its entity and key, as a CEM does; no certificate if {@code own} is empty.
     */
    public static OkHttpClient client(DemoFiles files, Optional<IssuedIdentity> own) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            X509TrustManager trust = trust(files.hierarchy().anchors());
            context.init(own.isPresent() ? keys(own.get()) : null, new TrustManager[] {trust}, new SecureRandom());
            return new OkHttpClient.Builder()
                    .sslSocketFactory(context.getSocketFactory(), trust)
                    .connectionSpecs(List.of(new ConnectionSpec.Builder(ConnectionSpec.RESTRICTED_TLS)
                            .tlsVersions(TlsVersion.TLS_1_3)
                            .build()))
                    // No SMKI certificate names a host: the entity and the pinned key stand in its place.
                    .hostnameVerifier((host, session) -> isGateway(files, session))
                    .build();
        } catch (java.security.GeneralSecurityException | java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static boolean isGateway(DemoFiles files, javax.net.ssl.SSLSession session) {
        try {
            List<X509Certificate> chain = java.util.Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
            return new GatewayCertificateRules(
                            TrustAnchors.of(files.hierarchy().anchors()),
                            DemoFiles.DSRSP,
                            java.util.Set.of(
                                    KeyIdentifier.of(files.tls().certificate().getPublicKey())),
                            KeyIdentifier.of(files.tls().chain().get(1).getPublicKey()))
                    .judge(chain, java.time.Instant.now())
                    .isEmpty();
        } catch (javax.net.ssl.SSLPeerUnverifiedException none) {
            return false;
        }
    }

    private static KeyManager[] keys(IssuedIdentity identity)
            throws java.security.GeneralSecurityException, java.io.IOException {
        // Its protection takes no time, and a PKCS#12's does: a password is stretched twice for each socket.
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, new char[0]);
        store.setKeyEntry("cem", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static X509TrustManager trust(List<X509Certificate> anchors)
            throws java.security.GeneralSecurityException, java.io.IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, new char[0]);
        for (int index = 0; index < anchors.size(); index++) {
            store.setCertificateEntry("anchor-" + index, anchors.get(index));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    public TlsBinding binding() {
        return new TlsBinding(digest(files.tls()), digest(pen.identity()));
    }

    private static Octets digest(IssuedIdentity identity) {
        try {
            return Octets.of(identity.certificate().getEncoded()).sha256();
        } catch (java.security.cert.CertificateEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Says hello and returns the welcome. */
    public SignedMessage greet(long configuration) {
        send(pen.hello(
                binding(),
                configuration,
                KeyIdentifier.of(files.message().certificate().getPublicKey())));
        return next();
    }

    public CemPen pen() {
        return pen;
    }

    public Response opened() {
        return join(opened);
    }

    public void send(SignedMessage message) {
        send(message.octets());
    }

    public void send(Octets octets) {
        socket.send(ByteString.of(octets.toArray()));
    }

    public void sendText(String text) {
        socket.send(text);
    }

    /** The next message; fails the test if none comes. */
    public SignedMessage next() {
        SignedMessage message = poll(PATIENCE);
        if (message == null) {
            throw new AssertionError("no message came; ended: " + ended.getNow(null));
        }
        return message;
    }

    public @Nullable SignedMessage poll(Duration patience) {
        try {
            return received.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    public Ending ended() {
        return join(ended);
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception late) {
            throw new AssertionError("it failed, or nothing happened in time", late);
        }
    }

    @Override
    public void onOpen(WebSocket opening, Response response) {
        opened.complete(response);
    }

    /** Reads nothing more until {@link #readAgain}: the octets stay in the buffers of the network. */
    public void stopReading() {
        reads = new CountDownLatch(1);
    }

    public void readAgain() {
        reads.countDown();
    }

    @Override
    public void onMessage(WebSocket from, ByteString octets) {
        try {
            reads.await();
        } catch (InterruptedException stopped) {
            return;
        }
        received.add(CemPen.read(Octets.of(octets.toByteArray())));
    }

    @Override
    public void onClosing(WebSocket closing, int code, String reason) {
        ended.complete(new Ending(code, 0, reason));
        closing.close(code, reason);
    }

    @Override
    public void onFailure(WebSocket failing, Throwable failure, @Nullable Response response) {
        ended.complete(new Ending(0, response == null ? 0 : response.code(), body(response, failure)));
        opened.completeExceptionally(failure);
    }

    private static String body(@Nullable Response response, Throwable failure) {
        try {
            return response == null ? String.valueOf(failure) : response.body().string();
        } catch (java.io.IOException | IllegalStateException unread) {
            return String.valueOf(failure);
        }
    }

    @Override
    public void close() {
        reads.countDown();
        socket.cancel();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
