package uk.route2b.server.register;

import java.util.Map;
import java.util.Optional;

/**
 * The states of CEMs as they are now: those of the configuration file, and above them what operators have changed
 * since. Safe for use by several threads.
 */
public final class CurrentStates {
    private final Register register;
    private volatile Map<CemKey, CemStatus> changed = Map.of();

    /** As the configuration file has them, until others are taken. */
    public CurrentStates(Register register) {
        this.register = register;
    }

    /**
     * From now on these CEMs have these states, and all others those of the configuration file.
     *
     * @param statuses what operators have changed
     */
    public void take(Map<CemKey, CemStatus> statuses) {
        changed = Map.copyOf(statuses);
    }

    /**
     * The state of one CEM; empty if the register does not have it. Whom the configuration file calls revoked stays so,
     * whatever else is said.
     */
    public Optional<CemStatus> of(CemKey key) {
        return register.cem(key)
                .map(Cem::status)
                .map(filed -> filed == CemStatus.REVOKED ? filed : changed.getOrDefault(key, filed));
    }

    /** Whether it may have a link and send by either route. */
    public boolean isActive(CemKey key) {
        return of(key).equals(Optional.of(CemStatus.ACTIVE));
    }
}
