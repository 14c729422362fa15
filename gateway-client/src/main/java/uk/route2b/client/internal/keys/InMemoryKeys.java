package uk.route2b.client.internal.keys;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import uk.route2b.client.spi.KeySource;

/** One key and its chain, shown to every server. */
public final class InMemoryKeys implements KeySource {
    private final PrivateKey key;
    private final List<X509Certificate> chain;

    /** @param chain the device certificate first */
    public InMemoryKeys(PrivateKey key, List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a TLS key needs its certificate");
        }
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    @Override
    public X509ExtendedKeyManager keyManager() {
        return new OneKeyManager(key, chain);
    }

    @Override
    public List<X509Certificate> chain() {
        return chain;
    }
}
