package uk.route2b.client.internal.okhttp;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.GatewayCertificateRules;

/**
 * Whom the client believes to be the gateway: the JDK's PKIX first, then the rules of the link configuration.
 *
 * <p>No host name is asked for here or elsewhere: SMKI certificates have none. The identity is the chain, the role, the
 * DSRSP's entity identifier, the pinned key and its issuer.
 */
final class GatewayTrust extends X509ExtendedTrustManager {
    private final GatewayCertificateRules rules;
    private final Instant now;
    private final X509ExtendedTrustManager pkix;
    private volatile @Nullable CertificateRefusal refusal;
    private volatile boolean accepted;

    GatewayTrust(GatewayCertificateRules rules, Instant now) {
        this.rules = rules;
        this.now = now;
        this.pkix = pkix(rules, now);
    }

    private static X509ExtendedTrustManager pkix(GatewayCertificateRules rules, Instant now) {
        try {
            Set<TrustAnchor> anchors = rules.anchors().certificates().stream()
                    .map(certificate -> new TrustAnchor(certificate, null))
                    .collect(Collectors.toSet());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java platform has the trust manager PKIX", absent);
        }
        throw new IllegalStateException("the platform's PKIX trust manager is not an extended one");
    }

    /** Why the gateway was refused, if it was. */
    Optional<CertificateRefusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether the gateway was believed: from here on only the gateway has a reason to end the handshake. */
    boolean accepted() {
        return accepted;
    }

    /** Judges by the rules alone; for the second look at the upgrade. */
    Optional<CertificateRefusal> judge(List<X509Certificate> chain) {
        return rules.judge(chain, now);
    }

    private void requireGateway(X509Certificate[] chain) throws CertificateException {
        Optional<CertificateRefusal> found = judge(List.of(chain));
        if (found.isPresent()) {
            refusal = found.get();
            throw new CertificateException("gateway refused, " + found.get().code() + ": "
                    + found.get().meaning());
        }
    }

    /** The rules go first because they name their reason; PKIX only says that it found no path. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        requireGateway(chain);
        pkix.checkServerTrusted(chain, authType, socket);
        accepted = true;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        requireGateway(chain);
        pkix.checkServerTrusted(chain, authType, engine);
        accepted = true;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        requireGateway(chain);
        pkix.checkServerTrusted(chain, authType);
        accepted = true;
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
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a CEM has no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return rules.anchors().certificates().toArray(X509Certificate[]::new);
    }
}
