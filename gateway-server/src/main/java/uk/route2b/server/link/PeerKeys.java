package uk.route2b.server.link;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import uk.route2b.server.register.Cem;

/** The keys that a CEM on a link may sign with. */
final class PeerKeys {
    private PeerKeys() {}

    /** Those in the register; where it lists none, the one of its TLS certificate, whose chain has been checked. */
    static List<PublicKey> of(Cem cem, X509Certificate tls) {
        List<PublicKey> registered = cem.messageKeys();
        return registered.isEmpty() ? List.of(tls.getPublicKey()) : registered;
    }
}
