package uk.route2b.server.register;

import java.util.Optional;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.Secret;

/**
 * A VEN behind a CEM.
 *
 * @param id its venID
 * @param vtn where its requests go
 * @param tokenDigest SHA-256 of the token by which that VTN pushes to it; empty if none may
 * @param token where that token is kept, to be put into its registration
 */
public record Ven(String id, Vtn vtn, Optional<Octets> tokenDigest, Optional<Secret> token) {
    /** One whose registration is nobody's business here. */
    public Ven(String id, Vtn vtn, Optional<Octets> tokenDigest) {
        this(id, vtn, tokenDigest, Optional.empty());
    }

    /** The same with its VTN dealt with in another way. */
    public Ven at(Vtn other) {
        return new Ven(id, other, tokenDigest, token);
    }
}
