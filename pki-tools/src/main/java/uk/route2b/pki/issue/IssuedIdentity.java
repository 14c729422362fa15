package uk.route2b.pki.issue;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the chain that certifies its public half.
 *
 * @param key the private key
 * @param chain the certificate first, then its issuing authority; never the root
 */
public record IssuedIdentity(PrivateKey key, List<X509Certificate> chain) {
    public IssuedIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity has a certificate");
        }
    }

    /** The subject's own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "identity of serial number " + certificate().getSerialNumber().toString(16);
    }
}
