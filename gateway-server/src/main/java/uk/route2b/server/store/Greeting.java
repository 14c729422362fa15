package uk.route2b.server.store;

import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.octets.Octets;

/**
 * What a good hello changes.
 *
 * @param counter of the hello itself
 * @param floor that the CEM declares
 * @param accepted the highest counter that it accepted from us
 * @param configuration version of the link configuration that it has
 * @param signer which of our keys it accepts, the newest
 * @param certificate its TLS certificate in DER
 */
public record Greeting(
        long counter, long floor, long accepted, long configuration, KeyIdentifier signer, Octets certificate) {}
