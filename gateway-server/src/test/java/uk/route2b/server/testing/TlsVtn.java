package uk.route2b.server.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import uk.route2b.server.register.Identity;

/** A VTN that speaks TLS itself, in the versions it likes, and remembers who spoke to it. */
public final class TlsVtn implements AutoCloseable {
    private static final char[] NO_PASSWORD = new char[0];

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String type = "application/xml";
    private volatile String body = "";

    /**
     * One request.
     *
     * @param client subject of the certificate that was shown; empty if none was
     * @param tls its version
     */
    public record Visit(Optional<String> client, String tls, Map<String, List<String>> headers, String body) {}

    /** @param clients whom a client certificate has to be of; empty where none is wanted */
    public TlsVtn(Identity identity, List<String> versions, Optional<VtnAuthority> clients) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext context = context(identity, clients);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setProtocols(versions.toArray(String[]::new));
                tls.setNeedClientAuth(clients.isPresent());
                parameters.setSSLParameters(tls);
            }
        });
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private static SSLContext context(Identity identity, Optional<VtnAuthority> clients)
            throws GeneralSecurityException, IOException {
        KeyStore keys = store();
        keys.setKeyEntry("vtn", identity.key(), NO_PASSWORD, identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory manager = KeyManagerFactory.getInstance("SunX509");
        manager.init(keys, NO_PASSWORD);
        KeyStore trusted = store();
        if (clients.isPresent()) {
            trusted.setCertificateEntry("clients", clients.get().certificate());
        } else {
            trusted.setCertificateEntry("nobody", identity.certificate());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(manager.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    /** From now on it answers this. */
    public TlsVtn answers(int newStatus, String newType, String newBody) {
        status = newStatus;
        type = newType;
        body = newBody;
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Visit> visits() {
        return visits;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpsExchange secure = (HttpsExchange) exchange;
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            visits.add(new Visit(
                    Optional.ofNullable(client(secure)),
                    secure.getSSLSession().getProtocol(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    sent));
            byte[] octets = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
            exchange.getResponseBody().write(octets);
        }
    }

    private static @Nullable String client(HttpsExchange exchange) {
        try {
            X509Certificate shown = (X509Certificate) exchange.getSSLSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName();
        } catch (SSLPeerUnverifiedException none) {
            return null;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
