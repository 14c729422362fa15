package uk.route2b.server.store;

/**
 * The one store of a gateway. There are two: SQLite, embedded, for one node; PostgreSQL, for several. One suite of
 * tests holds for both and for the model in memory.
 */
public interface GatewayStore
        extends LinkStore, OutboxStore, MoveStore, SupplierCounters, StatusStore, CheckStore, Upkeep {}
