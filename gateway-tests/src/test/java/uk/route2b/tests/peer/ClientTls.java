package uk.route2b.tests.peer;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.certificate.GatewayCertificateRules;

/** TLS of a test peer: its own certificate, or none, and the product's rules for the gateway's. */
final class ClientTls {
    private ClientTls() {}

    static SSLContext context(
            Optional<IssuedIdentity> identity,
            List<X509Certificate> authorities,
            GatewayCertificateRules rules,
            InstantSource clock) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            KeyManager[] keys = identity.isPresent() ? keys(identity.get(), authorities) : new KeyManager[0];
            context.init(keys, new TrustManager[] {new GatewayTrust(rules, clock)}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("no TLS 1.3 on this platform", broken);
        }
    }

    private static KeyManager[] keys(IssuedIdentity identity, List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        char[] password = "in memory".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        X509Certificate issuer = authorities.stream()
                .filter(authority -> authority
                        .getSubjectX500Principal()
                        .equals(identity.certificate().getIssuerX500Principal()))
                .findFirst()
                .orElseThrow();
        Certificate[] chain = List.of(identity.certificate(), issuer).toArray(new Certificate[0]);
        store.setKeyEntry("cem", identity.key(), password, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, password);
        return factory.getKeyManagers();
    }
}
