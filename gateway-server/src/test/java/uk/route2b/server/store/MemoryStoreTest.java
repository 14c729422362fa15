package uk.route2b.server.store;

import uk.route2b.server.testing.MemoryStore;

/** The model keeps the contract, so tests that use it prove something. */
class MemoryStoreTest extends StoreContract {
    @Override
    protected GatewayStore open() {
        return new MemoryStore();
    }

    @Override
    protected GatewayStore reopen(GatewayStore closed) {
        return closed;
    }
}
