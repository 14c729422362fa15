package uk.route2b.server.store.sequence;

import uk.route2b.server.register.CemKey;

/** Calls of one kind, of which a step does one or a few that belong together. */
interface Calls {
    void step(CemKey key) throws Exception;
}
