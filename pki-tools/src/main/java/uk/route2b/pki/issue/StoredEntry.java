package uk.route2b.pki.issue;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a key store.
 *
 * @param alias its name there
 * @param chain the certificate, and who issued it
 * @param holdsKey whether there is a private key to it
 * @param key the private key, if the password was given
 */
public record StoredEntry(String alias, List<X509Certificate> chain, boolean holdsKey, Optional<PrivateKey> key) {
    public StoredEntry {
        chain = List.copyOf(chain);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return alias + (holdsKey ? ", a private key" : "");
    }
}
