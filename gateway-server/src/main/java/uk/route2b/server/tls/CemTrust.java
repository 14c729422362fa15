package uk.route2b.server.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import uk.route2b.protocol.certificate.CertificateRefusal;

/**
 * Whom TLS lets in: a chain that the JDK accepts, and the device profile on top of it. Who of them is enrolled is
 * decided at the upgrade, where it can be said why not.
 */
final class CemTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager path;
    private final LinkTrust trust;
    private final BiConsumer<List<X509Certificate>, String> refused;
    private final InstantSource clock;

    /**
     * @param refused told of each chain that is refused, and why
     * @param path the JDK's "PKIX": the other one refuses every SMKI certificate for its critical policies
     */
    CemTrust(
            X509ExtendedTrustManager path,
            LinkTrust trust,
            InstantSource clock,
            BiConsumer<List<X509Certificate>, String> refused) {
        this.path = path;
        this.trust = trust;
        this.refused = refused;
        this.clock = clock;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judge(chain);
        path.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judge(chain);
        path.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judge(chain);
        path.checkClientTrusted(chain, type);
    }

    /** Goes first because it names its reason; the JDK's only says that it found no path. */
    private void judge(X509Certificate[] chain) throws CertificateException {
        Optional<CertificateRefusal> refusal = trust.judge(List.of(chain), clock.instant());
        if (refusal.isPresent()) {
            refused.accept(List.of(chain), refusal.get().code());
            throw new CertificateException(refusal.get().code());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("this trust is for CEMs only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("this trust is for CEMs only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this trust is for CEMs only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return path.getAcceptedIssuers();
    }
}
