package uk.route2b.server.vtn;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one question showed of a VTN, for a person who looks for a fault.
 *
 * @param answer what it answered, if it did
 * @param failure why it did not, if it did not
 * @param chain the certificates that it showed, its own first, also where they were refused; none without TLS
 * @param tls version of TLS; empty without TLS or where the handshake failed
 * @param time what its clock said, in whole seconds; empty if it did not say
 */
public record VtnSighting(
        Optional<VtnAnswer> answer,
        Optional<IOException> failure,
        List<X509Certificate> chain,
        Optional<String> tls,
        Optional<Instant> time) {
    public VtnSighting {
        chain = List.copyOf(chain);
    }
}
