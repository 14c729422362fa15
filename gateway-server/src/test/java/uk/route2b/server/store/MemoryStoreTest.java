package uk.route2b.server.store;

import java.time.InstantSource;
import uk.route2b.server.testing.MemoryStore;

/** The model keeps the contract, so tests that use it prove something. */
class MemoryStoreTest extends StoreContract {
    @Override
    protected GatewayStore open(String node, InstantSource clock) {
        return new MemoryStore(node, clock);
    }

    @Override
    protected GatewayStore reopen(GatewayStore closed, String node, InstantSource clock) {
        return ((MemoryStore) closed).as(node);
    }
}
