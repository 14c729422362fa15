package uk.route2b.server.register;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import uk.route2b.protocol.identity.KeyIdentifier;

/**
 * A private key and its certificate.
 *
 * @param chain the certificate, then its issuing authority
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
    public Identity {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Computed from the key. */
    public KeyIdentifier identifier() {
        return KeyIdentifier.of(certificate().getPublicKey());
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "identity with key identifier " + identifier();
    }
}
