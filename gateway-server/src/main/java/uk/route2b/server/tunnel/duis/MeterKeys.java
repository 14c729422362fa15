package uk.route2b.server.tunnel.duis;

import java.security.PublicKey;
import java.util.List;
import uk.route2b.protocol.identity.EntityIdentifier;

/** The keys with which meters sign. Safe for use by several threads; must not block. */
@FunctionalInterface
public interface MeterKeys {
    /** Those of {@code meter}; none if it is not registered. */
    List<PublicKey> of(EntityIdentifier meter);
}
