package uk.route2b.server.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.checks.Checks;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.register.Cem;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CurrentStates;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.register.Register;
import uk.route2b.server.schedule.Lane;
import uk.route2b.server.store.LinkStore;

/** The counterparts of this server, made when they are first needed. Safe for use by several threads. */
public final class Counterparts {
    private static final Logger LOG = LoggerFactory.getLogger(Counterparts.class);

    private final Register register;
    private final LinkStore store;
    private final SigningClock clock;
    private final Executor workers;
    private final UplinkRoom.UplinkLimits limits;
    private final Checks checks;
    private final long startMillis;
    private final Map<CemKey, Counterpart> byKey = new ConcurrentHashMap<>();
    private final CurrentStates states;

    Counterparts(
            Register register,
            LinkStore store,
            SigningClock clock,
            Executor workers,
            UplinkRoom.UplinkLimits limits,
            Checks checks,
            CurrentStates states) {
        this.states = states;
        this.register = register;
        this.store = store;
        this.clock = clock;
        this.workers = workers;
        this.limits = limits;
        this.checks = checks;
        this.startMillis = clock.monotonicMillis();
    }

    /** The counterpart with this key, if the register has it. */
    public Optional<Counterpart> find(CemKey key) {
        Optional<Dsrsp> dsrsp = register.dsrsp(key.dsrsp());
        Optional<Cem> cem = register.cem(key);
        return dsrsp.isEmpty() || cem.isEmpty()
                ? Optional.empty()
                : Optional.of(byKey.computeIfAbsent(key, ignored -> make(key, dsrsp.get(), cem.get())));
    }

    /** Those behind a meter that its alerts may be of. */
    public List<Counterpart> behindMeter(uk.route2b.protocol.identity.EntityIdentifier meter) {
        return register.behindMeter(meter).stream()
                .flatMap(key -> find(key).stream())
                .toList();
    }

    /** Every CEM of the register. */
    public List<Counterpart> all() {
        return register.cems().stream().flatMap(key -> find(key).stream()).toList();
    }

    /** Those that were ever needed since the start. */
    public Collection<Counterpart> known() {
        return List.copyOf(byKey.values());
    }

    private Counterpart make(CemKey key, Dsrsp dsrsp, Cem cem) {
        Lane lane = new Lane(
                workers, fault -> LOG.error("a bug while serving {}; other CEMs are not affected", key, fault));
        return new Counterpart(
                key,
                dsrsp,
                cem,
                states,
                lane,
                new UplinkRoom(limits),
                new Absence(clock, startMillis),
                checks,
                (whose, of, superseded) -> new Ledger(whose, new Pen(whose, of), store, clock, superseded));
    }
}
