package uk.route2b.server.tunnel.duis;

/**
 * The counter of the Supplier who carries: of its DUIS requests, and so of its meter commands too. Safe for use by
 * several threads.
 */
@FunctionalInterface
public interface SupplierCounter {
    /**
     * A number above all that were given out before, also before a restart: it is durable when it is returned. May
     * block; whatever it throws means that none could be reserved, and nothing is sent.
     */
    long next();
}
