package uk.route2b.prove.simulation;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.spi.DamagedException;
import uk.route2b.client.spi.Journal;
import uk.route2b.protocol.octets.Octets;

/** What a CEM's medium holds; it outlives its processes and can refuse for a while. */
final class SimulatedJournal {
    private final Chance chance;
    private final Happenings happenings;
    private final boolean early;
    private Map<String, Octets> bodies = new HashMap<>();
    private @Nullable Octets state;
    private @Nullable Octets lateState;
    private Map<String, Octets> lateBodies = new HashMap<>();
    private boolean refusing;
    private int commits;

    /** @param early a planted fault: it says that all is durable and holds the last commits back */
    SimulatedJournal(Chance chance, Happenings happenings, boolean early) {
        this.chance = chance;
        this.happenings = happenings;
        this.early = early;
    }

    void refusing(boolean now) {
        refusing = now;
    }

    /** As one process sees it. */
    Journal of(VirtualProcess process) {
        if (early && lateState != null) {
            state = lateState;
            bodies = new HashMap<>(lateBodies);
        }
        return new Journal() {
            @Override
            public Optional<Octets> state() {
                return Optional.ofNullable(state);
            }

            @Override
            public Octets body(String name) throws IOException {
                Octets body = bodies.get(name);
                if (body == null) {
                    throw new DamagedException("no body " + name);
                }
                return body;
            }

            @Override
            public void commit(Octets next, Map<String, Octets> added, Set<String> kept) throws IOException {
                if (!process.isAlive()) {
                    throw new Killed();
                }
                boolean refused = refusing && chance.percent(60);
                if (!refused) {
                    put(next, added, kept);
                } else {
                    if (chance.oneIn(3)) {
                        half(next, added);
                    }
                    happenings.fault(Fault.JOURNAL_REFUSED, "a journal refuses");
                    throw new IOException("the simulation wants it so");
                }
            }

            @Override
            public void close() {
                // it stays
            }
        };
    }

    /** The new state is durable and its writer does not know, so what the old one names is still there. */
    private void half(Octets next, Map<String, Octets> added) {
        state = next;
        bodies.putAll(added);
    }

    private void put(Octets next, Map<String, Octets> added, Set<String> kept) {
        Map<String, Octets> all = new HashMap<>(bodies);
        all.putAll(added);
        all.keySet().retainAll(kept);
        if (!all.keySet().equals(kept)) {
            throw new IllegalStateException("a body that is kept was never added: " + kept);
        }
        state = next;
        bodies = all;
        commits++;
        if (commits % 4 == 1) {
            lateState = next;
            lateBodies = new HashMap<>(all);
        }
    }
}
