package uk.route2b.server.store;

import uk.route2b.server.testing.MemoryStore;

/** The model keeps the contract, so tests that use it prove something. */
class MemoryStoreTest extends StoreContract {
    @Override
    protected LinkStore open() {
        return new MemoryStore();
    }

    @Override
    protected LinkStore reopen(LinkStore closed) {
        return closed;
    }
}
