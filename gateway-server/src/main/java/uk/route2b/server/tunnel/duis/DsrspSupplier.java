package uk.route2b.server.tunnel.duis;

import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * A Supplier as the carrier of one DSRSP.
 *
 * @param dsrsp who speaks
 * @param supplier who carries
 * @param counter the Supplier's, one over all DSRSPs that it carries for
 */
public record DsrspSupplier(EntityIdentifier dsrsp, Supplier supplier, SupplierCounter counter) {}
