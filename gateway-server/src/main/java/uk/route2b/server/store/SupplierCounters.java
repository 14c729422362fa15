package uk.route2b.server.store;

import uk.route2b.protocol.identity.EntityIdentifier;

/** The counters of the Suppliers who carry route 2a; one transaction each, as in {@link LinkStore}. */
public interface SupplierCounters {
    /**
     * Gives out a counter: above all that were given out for this Supplier before, by any node, also where the clock
     * has gone back, and not below {@code nowMillis}. It is durable when it is returned.
     *
     * @param nowMillis milliseconds since 1970
     */
    long nextSupplierCounter(EntityIdentifier supplier, long nowMillis);
}
