package uk.route2b.server.store;

import java.util.Map;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;

/** States of CEMs that operators have changed, for every node; one transaction each, as in {@link LinkStore}. */
public interface StatusStore {
    /** The states that were ever changed. What a CEM has that is not among them, its configuration file says. */
    Map<CemKey, CemStatus> statuses();

    /**
     * Changes the state of a CEM. It is durable when this returns.
     *
     * @param nowMillis milliseconds since 1970
     * @return false if the CEM is revoked here and {@code status} is another state: nothing was changed then
     */
    boolean changeStatus(CemKey key, CemStatus status, long nowMillis);
}
