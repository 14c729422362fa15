package uk.route2b.prove.wire;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import uk.route2b.pki.issue.IssuedIdentity;

/** TLS of the witness: it holds the keys of both ends, which only whoever issued them can. */
final class WitnessTls {
    private WitnessTls() {}

    /** A context that shows {@code identity} and believes {@code anchors}. */
    static SSLContext context(IssuedIdentity identity, List<X509Certificate> anchors) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(anchors(anchors));
            context.init(keys(identity), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("this Java has no TLS 1.3 with P-256", impossible);
        }
    }

    private static KeyManager[] keys(IssuedIdentity identity) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry("own", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static KeyStore anchors(List<X509Certificate> anchors) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        for (int i = 0; i < anchors.size(); i++) {
            store.setCertificateEntry("anchor-" + i, anchors.get(i));
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        return store;
    }
}
