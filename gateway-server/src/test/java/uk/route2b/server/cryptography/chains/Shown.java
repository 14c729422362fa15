package uk.route2b.server.cryptography.chains;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a peer shows in TLS, and the key that it proves; its own certificate first. */
record Shown(PrivateKey key, List<X509Certificate> chain) {
    Shown {
        chain = List.copyOf(chain);
    }

    static Shown of(PrivateKey key, X509Certificate... chain) {
        return new Shown(key, List.of(chain));
    }
}
