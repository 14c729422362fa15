package uk.route2b.conformance.wire;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a peer shows in TLS, and the key that it proves; its own certificate first. */
public record Shown(PrivateKey key, List<X509Certificate> chain) {
    public Shown {
        chain = List.copyOf(chain);
    }

    public static Shown of(PrivateKey key, X509Certificate... chain) {
        return new Shown(key, List.of(chain));
    }
}
