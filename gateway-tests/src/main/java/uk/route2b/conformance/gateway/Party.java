package uk.route2b.conformance.gateway;

import java.security.PrivateKey;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * A CEM that is enrolled at the gateway.
 *
 * @param tls what it shows in TLS
 * @param messageKey signs its messages; often the same key
 */
public record Party(EntityIdentifier entity, Shown tls, PrivateKey messageKey) {}
