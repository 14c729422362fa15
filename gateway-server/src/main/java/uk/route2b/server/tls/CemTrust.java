package uk.route2b.server.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.RefusalDetail;
import uk.route2b.server.link.LinkTrust;
import uk.route2b.server.link.RefusalWitness;
import uk.route2b.server.link.RefusedCertificate;
import uk.route2b.server.register.Dsrsp;

/**
 * Whom TLS lets in: a chain that the JDK accepts, and the device profile on top of it. Who of them is enrolled is
 * decided at the upgrade, where it can be said why not.
 */
final class CemTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager path;
    private final Dsrsp dsrsp;
    private final LinkTrust trust;
    private final InstantSource clock;
    private final RefusalWitness witness;

    /**
     * @param path the JDK's "PKIX": the other one refuses every SMKI certificate for its critical policies
     * @param dsrsp whose listener it is
     */
    CemTrust(X509ExtendedTrustManager path, Dsrsp dsrsp, LinkTrust trust, InstantSource clock, RefusalWitness witness) {
        this.path = path;
        this.dsrsp = dsrsp;
        this.trust = trust;
        this.clock = clock;
        this.witness = witness;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        judge(chain, String.valueOf(engine.getPeerHost()), () -> path.checkClientTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        judge(chain, String.valueOf(socket.getInetAddress()), () -> path.checkClientTrusted(chain, type, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        judge(chain, "", () -> path.checkClientTrusted(chain, type));
    }

    private interface PlatformCheck {
        void check() throws CertificateException;
    }

    /** Our rules go first because they name their reason; the JDK's only say that they found no path. */
    private void judge(X509Certificate[] shown, String peer, PlatformCheck platform) throws CertificateException {
        List<X509Certificate> chain = List.of(shown);
        Instant now = clock.instant();
        Optional<CertificateRefusal> refusal = trust.judge(chain, now);
        if (refusal.isPresent()) {
            throw refused(chain, refusal.get(), now, peer);
        }
        try {
            platform.check();
        } catch (CertificateException noPath) {
            CertificateException told = refused(chain, CertificateRefusal.CHAIN, now, peer);
            told.initCause(noPath);
            throw told;
        }
    }

    /** Its message is for our own log and audit: the peer gets an alert of TLS and no text. */
    private CertificateException refused(
            List<X509Certificate> chain, CertificateRefusal reason, Instant now, String peer) {
        Optional<RefusalDetail> detail = trust.detail(chain, reason, now);
        if (!chain.isEmpty()) {
            witness.refused(RefusedCertificate.of(chain, reason, detail, dsrsp.entity(), peer));
        }
        return new CertificateException(RefusedCertificate.words(reason, detail));
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
