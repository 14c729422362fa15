package uk.route2b.server.configuration;

import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.configuration.ServerConfiguration.KeyFiles;

/**
 * The Supplier who carries the route 2a of a DSRSP.
 *
 * @param commands signs meter commands
 * @param requests signs the XML around them
 */
public record SupplierEntry(EntityIdentifier entity, KeyFiles commands, KeyFiles requests) {}
