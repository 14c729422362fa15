package uk.route2b.conformance.wire;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** TLS of a tester, of either side: it shows what it is told to, whatever the other end has asked for. */
public final class Tls {
    private Tls() {}

    /**
     * A context without resumption: each has its own.
     *
     * @param shown nothing to show no certificate
     * @param anchors whom it believes; the chain of the other end is verified in any case
     */
    public static SSLContext context(Optional<Shown> shown, List<X509Certificate> anchors) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store(anchors));
            KeyManager[] keys = shown.map(Tls::keys).orElse(new KeyManager[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("this Java has no TLS 1.3 with P-256", impossible);
        }
    }

    /** Key managers that show {@code shown} whatever was asked for. */
    public static KeyManager[] keys(Shown shown) {
        return new KeyManager[] {new Always(shown)};
    }

    private static KeyStore store(List<X509Certificate> anchors) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        for (int index = 0; index < anchors.size(); index++) {
            store.setCertificateEntry("anchor-" + index, anchors.get(index));
        }
        return store;
    }

    private static final class Always extends X509ExtendedKeyManager {
        private static final String ALIAS = "shown";

        private final Shown shown;

        Always(Shown shown) {
            this.shown = shown;
        }

        private @Nullable String alias(String... types) {
            String own = shown.chain().get(0).getPublicKey().getAlgorithm();
            return List.of(types).contains(own) ? ALIAS : null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return alias(types);
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return alias(type);
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
            return new String[] {ALIAS};
        }

        @Override
        public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }
    }
}
