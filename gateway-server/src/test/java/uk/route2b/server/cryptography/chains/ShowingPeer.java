package uk.route2b.server.cryptography.chains;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A TLS peer that shows what it is told to, whatever the gateway has asked for, and asks for the upgrade. */
final class ShowingPeer {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /route2b HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: route2b.v1",
            "",
            "");

    private final List<X509Certificate> anchors;
    private final int port;

    ShowingPeer(List<X509Certificate> anchors, int port) {
        this.anchors = anchors;
        this.port = port;
    }

    /** The first line that came back; empty if TLS has ended instead. */
    String show(Shown shown) {
        try (SSLSocket socket =
                (SSLSocket) context(shown).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
            byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
            return new String(head, StandardCharsets.US_ASCII);
        } catch (IOException refused) {
            return "";
        }
    }

    private SSLContext context(Shown shown) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, new char[0]);
            for (X509Certificate anchor : anchors) {
                trusted.setCertificateEntry(anchor.getSerialNumber().toString(), anchor);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {new Always(shown)}, trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class Always extends X509ExtendedKeyManager {
        private final Shown shown;

        Always(Shown shown) {
            this.shown = shown;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            String own = shown.chain().get(0).getPublicKey().getAlgorithm();
            return List.of(types).contains(own) ? "shown" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return shown.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return shown.key();
        }

        @Override
        public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {"shown"};
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
