package uk.route2b.client.internal.okhttp;

import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.octets.Octets;

/**
 * Stands where HTTPS compares a host name, and compares the identity again with what the session really holds. True
 * only for a gateway that the rules accept.
 */
final class SessionIdentity implements HostnameVerifier {
    private final GatewayTrust trust;
    private volatile @Nullable TlsBinding binding;

    SessionIdentity(GatewayTrust trust) {
        this.trust = trust;
    }

    @Override
    public boolean verify(String host, SSLSession session) {
        try {
            List<X509Certificate> chain = Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
            Certificate[] own = session.getLocalCertificates();
            if (own == null || own.length == 0 || trust.judge(chain).isPresent()) {
                return false;
            }
            binding = new TlsBinding(digest(chain.get(0)), digest(own[0]));
            return true;
        } catch (SSLPeerUnverifiedException | CertificateEncodingException nobody) {
            return false;
        }
    }

    private static Octets digest(Certificate certificate) throws CertificateEncodingException {
        return Octets.of(certificate.getEncoded()).sha256();
    }

    /** The certificates of the session; present once our side of the handshake is done and the gateway is accepted. */
    Optional<TlsBinding> binding() {
        return Optional.ofNullable(binding);
    }
}
