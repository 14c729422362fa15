package uk.route2b.server.register;

import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * The Supplier who carries the route 2a of a DSRSP.
 *
 * @param commands its key for meter commands
 * @param requests its key for XML
 */
public record Carrier(EntityIdentifier entity, Identity commands, Identity requests) {}
