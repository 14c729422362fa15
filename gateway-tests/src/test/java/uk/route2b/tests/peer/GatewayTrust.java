package uk.route2b.tests.peer;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.GatewayCertificateRules;

/** The product's rules for a gateway's certificate; a test peer verifies like any other. */
final class GatewayTrust extends X509ExtendedTrustManager {
    private final GatewayCertificateRules rules;
    private final InstantSource clock;

    GatewayTrust(GatewayCertificateRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        Optional<CertificateRefusal> refusal = rules.judge(List.of(chain), clock.instant());
        if (refusal.isPresent()) {
            throw new CertificateException(refusal.get().code());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a CEM has no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("a CEM has no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("a CEM has no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return rules.anchors().certificates().toArray(X509Certificate[]::new);
    }
}
