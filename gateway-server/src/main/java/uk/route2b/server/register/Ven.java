package uk.route2b.server.register;

import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * A VEN behind a CEM.
 *
 * @param id its venID
 * @param vtn where its requests go
 * @param tokenDigest SHA-256 of the token by which that VTN pushes to it; empty if none may
 */
public record Ven(String id, Vtn vtn, Optional<Octets> tokenDigest) {}
