package uk.route2b.server.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import uk.route2b.server.link.LinkTrust;
import uk.route2b.server.link.RefusalWitness;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.register.Identity;

/** TLS of one DSRSP's listener: its own certificate, and CEMs as clients. */
public final class LinkTls {
    /** TLS 1.3 has no others that are in common use. */
    public static final List<String> CIPHER_SUITES =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    public static final String PROTOCOL = "TLSv1.3";

    private static final char[] NO_PASSWORD = new char[0];

    private LinkTls() {}

    /**
     * The context of {@code dsrsp}'s listener, made from nothing, so that no session of an earlier one is resumed.
     *
     * @param trust for as long as the context lasts
     * @param witness is told of every certificate that is refused
     */
    public static SSLContext context(Dsrsp dsrsp, LinkTrust trust, InstantSource clock, RefusalWitness witness) {
        try {
            SSLContext context = SSLContext.getInstance(PROTOCOL);
            context.init(keys(dsrsp.tls()), managers(dsrsp, trust, clock, witness), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("TLS of DSRSP " + dsrsp.entity() + " cannot be set up", failed);
        }
    }

    /** "SunX509" holds the key as it is; "PKIX" would derive it anew from the password at every handshake. */
    private static KeyManager[] keys(Identity tls) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry("gateway", tls.key(), NO_PASSWORD, tls.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager[] managers(Dsrsp dsrsp, LinkTrust trust, InstantSource clock, RefusalWitness witness)
            throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(storeOf(trust.anchors().certificates()));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager path) {
                return new TrustManager[] {new CemTrust(path, dsrsp, trust, clock, witness)};
            }
        }
        throw new IllegalStateException("every Java platform has a PKIX trust manager");
    }

    private static KeyStore storeOf(Collection<X509Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        int number = 0;
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("anchor-" + number++, certificate);
        }
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
