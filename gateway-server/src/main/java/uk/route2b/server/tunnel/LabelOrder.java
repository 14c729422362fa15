package uk.route2b.server.tunnel;

import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.tunnel.Labels;

/**
 * What is to be written where.
 *
 * @param dsrsp who speaks; it settles which Supplier carries
 * @param meter whose labels
 * @param labels all five
 */
public record LabelOrder(EntityIdentifier dsrsp, EntityIdentifier meter, Labels labels) {}
