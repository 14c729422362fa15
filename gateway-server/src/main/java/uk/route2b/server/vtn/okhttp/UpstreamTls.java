package uk.route2b.server.vtn.okhttp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import uk.route2b.server.configuration.VtnIdentity;
import uk.route2b.server.register.Identity;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.register.VtnCredentials.VenCredentials;

/** TLS towards one VTN, as one VEN or as the gateway: its versions, its authorities, its client certificate. */
final class UpstreamTls {
    private static final char[] NO_PASSWORD = new char[0];

    private UpstreamTls() {}

    /** Whether {@code vtn} takes each VEN for another client. */
    static boolean byVen(Vtn vtn) {
        return vtn.upstream().identity() == VtnIdentity.MTLS_PER_VEN;
    }

    static void apply(OkHttpClient.Builder builder, Vtn vtn, String ven) {
        apply(builder, vtn, ven, UnaryOperator.identity());
    }

    /** @param watched put around the trust manager, to see what it is shown; it decides nothing */
    static void apply(
            OkHttpClient.Builder builder, Vtn vtn, String ven, UnaryOperator<X509ExtendedTrustManager> watched) {
        if (!"https".equals(vtn.url().getScheme())) {
            return;
        }
        try {
            X509ExtendedTrustManager trust = watched.apply(trust(vtn));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(client(vtn, ven)), new TrustManager[] {trust}, new SecureRandom());
            builder.sslSocketFactory(context.getSocketFactory(), trust);
            builder.connectionSpecs(List.of(new ConnectionSpec.Builder(ConnectionSpec.COMPATIBLE_TLS)
                    .tlsVersions(vtn.upstream().tls().versions().toArray(String[]::new))
                    .build()));
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("TLS towards VTN " + vtn.name() + " cannot be set up", failed);
        }
    }

    /** Whose certificate is shown to {@code vtn} in the name of {@code ven}. */
    static Optional<Identity> client(Vtn vtn, String ven) {
        return switch (vtn.upstream().identity()) {
            case MTLS_PER_VEN -> vtn.credentials().of(ven).flatMap(VenCredentials::client);
            case MTLS_SHARED, NONE, EPRI_HEADERS, BASIC, RFC9440 ->
                vtn.credentials().shared();
        };
    }

    private static KeyManager[] keys(Optional<Identity> client) throws GeneralSecurityException, IOException {
        if (client.isEmpty()) {
            return new KeyManager[0];
        }
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client", client.get().key(), NO_PASSWORD, client.get().chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static X509ExtendedTrustManager trust(Vtn vtn) throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        List<X509Certificate> own = vtn.credentials().trust();
        KeyStore store = emptyStore();
        for (int index = 0; index < own.size(); index++) {
            store.setCertificateEntry("authority-" + index, own.get(index));
        }
        // without a store: the authorities of the Java platform
        factory.init(own.isEmpty() ? (KeyStore) null : store);
        return platform(factory.getTrustManagers());
    }

    private static X509ExtendedTrustManager platform(TrustManager... managers) {
        return Arrays.stream(managers)
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
