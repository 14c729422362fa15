package uk.route2b.client.internal.okhttp;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.TlsVersion;
import okhttp3.WebSocket;
import uk.route2b.client.internal.session.LinkTransport;
import uk.route2b.client.spi.KeySource;
import uk.route2b.protocol.link.LinkProtocol;

/**
 * Dials with OkHttp. Each dial has an SSL context of its own: nothing is resumed, so both ends check the other's
 * certificate every time, and a configuration can not be judged by another one's rules.
 */
public final class OkHttpTransport implements LinkTransport {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(15);
    private static final long GRACE_MILLIS = 1000;

    private final OkHttpClient base;
    private final ExecutorService threads;
    private final KeySource keys;

    /** @param threads for OkHttp's blocking reads, one per socket; shut down by {@link #close} */
    public OkHttpTransport(KeySource keys, ExecutorService threads) {
        this.keys = keys;
        this.threads = threads;
        this.base = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(threads))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(CONNECT_WITHIN)
                .readTimeout(CONNECT_WITHIN)
                .writeTimeout(CONNECT_WITHIN)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .minWebSocketMessageToCompress(Long.MAX_VALUE)
                .addInterceptor(new WithoutDeflate())
                .build();
    }

    @Override
    public Socket dial(Order order, Events events) {
        GatewayTrust trust = new GatewayTrust(order.rules(), order.now());
        SessionIdentity identity = new SessionIdentity(trust);
        OkHttpClient client = base.newBuilder()
                .sslSocketFactory(
                        new Tls13SocketFactory(
                                context(order.keys().orElse(keys), trust).getSocketFactory()),
                        trust)
                .hostnameVerifier(identity)
                .connectionSpecs(List.of(new ConnectionSpec.Builder(ConnectionSpec.RESTRICTED_TLS)
                        .tlsVersions(TlsVersion.TLS_1_3)
                        .build()))
                .pingInterval(order.ping())
                .addInterceptor(new WithinLimits(order.messageOctets(), events::exceeded, System::nanoTime))
                .build();
        Request request = new Request.Builder()
                .url(order.endpoint().toString().replaceFirst("(?i)^wss:", "https:"))
                .header("Sec-WebSocket-Protocol", LinkProtocol.SUBPROTOCOL)
                .build();
        SocketEvents listener = new SocketEvents(events, trust, identity);
        WebSocket socket = client.newWebSocket(request, listener);
        return new OkHttpSocket(socket);
    }

    private static SSLContext context(KeySource shown, GatewayTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {shown.keyManager()}, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java platform from 11 has TLS 1.3", absent);
        }
    }

    /** Lets the close frames leave, then cuts what is still there. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                base.dispatcher().cancelAll();
                threads.shutdownNow(); // one may wait for an engine that is gone
            }
        } catch (InterruptedException interrupted) {
            base.dispatcher().cancelAll();
            Thread.currentThread().interrupt();
        }
        base.connectionPool().evictAll();
    }
}
