package uk.route2b.server.checks.dispatch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CurrentStates;
import uk.route2b.server.register.Register;

/** How many CEMs of a DSRSP are active, counted anew every few seconds. Safe for use by several threads. */
public final class ActiveCems {
    private static final long FRESH_MILLIS = 10_000;

    private final Register register;
    private final CurrentStates states;
    private final LongSupplier monotonicMillis;
    private final Map<EntityIdentifier, Count> counts = new ConcurrentHashMap<>();

    private record Count(int cems, long atMillis) {}

    public ActiveCems(Register register, CurrentStates states, LongSupplier monotonicMillis) {
        this.states = states;
        this.register = register;
        this.monotonicMillis = monotonicMillis;
    }

    public int of(EntityIdentifier dsrsp) {
        long now = monotonicMillis.getAsLong();
        return counts.compute(
                        dsrsp,
                        (ignored, known) -> known != null && now - known.atMillis() < FRESH_MILLIS
                                ? known
                                : new Count(count(dsrsp), now))
                .cems();
    }

    private int count(EntityIdentifier dsrsp) {
        return register.dsrsp(dsrsp)
                .map(found -> (int) found.cems().keySet().stream()
                        .filter(cem -> states.isActive(new CemKey(dsrsp, cem)))
                        .count())
                .orElse(0);
    }
}
