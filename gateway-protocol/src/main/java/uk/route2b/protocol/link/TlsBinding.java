package uk.route2b.protocol.link;

import uk.route2b.protocol.octets.Octets;

/**
 * The two certificates of one TLS session. Hello names them, so a hello that is relayed through another session fails.
 *
 * @param gateway SHA-256 of the gateway's certificate in DER
 * @param cem SHA-256 of the CEM's certificate in DER
 */
public record TlsBinding(Octets gateway, Octets cem) {
    /** How many octets each has. */
    public static final int SIZE = 32;

    public TlsBinding {
        if (gateway.size() != SIZE || cem.size() != SIZE) {
            throw new IllegalArgumentException("a TLS binding has two SHA-256");
        }
    }
}
