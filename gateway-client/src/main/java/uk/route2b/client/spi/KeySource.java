package uk.route2b.client.spi;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import uk.route2b.client.internal.keys.InMemoryKeys;

/** The key and certificates that this CEM shows on TLS. Asked anew for each dial, so they may change while running. */
public interface KeySource {
    /**
     * A key in memory.
     *
     * @param key the private key of the first certificate
     * @param chain the device certificate, then its issuing authority
     * @throws IllegalArgumentException if {@code chain} is empty
     */
    static KeySource of(PrivateKey key, List<X509Certificate> chain) {
        return new InMemoryKeys(key, chain);
    }

    /**
     * Chooses for TLS. It has to answer with its chain whatever authorities the server lists: a client that shows
     * nothing is refused without a word of why.
     */
    X509ExtendedKeyManager keyManager();

    /** The certificates that it shows, the device's own first. */
    List<X509Certificate> chain();
}
