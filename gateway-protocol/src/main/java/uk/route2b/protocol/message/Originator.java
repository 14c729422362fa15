package uk.route2b.protocol.message;

import java.security.PublicKey;
import java.util.List;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * The entity that a route vouches for, and the keys that its messages may be signed with.
 *
 * @param entity on 2b the entity in the peer's TLS certificate, on 2a the one registered to the meter
 * @param keys each accepted message key; an entity may own several at a time
 */
public record Originator(EntityIdentifier entity, List<PublicKey> keys) {
    public Originator {
        keys = List.copyOf(keys);
    }
}
