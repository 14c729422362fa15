package uk.route2b.prove.simulation;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.route2b.prove.plant.StoreOverlay;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.QueueOutcome;
import uk.route2b.server.store.StoreException;

/** The store as one process sees it: gone once the process is dead, and refusing whenever it is told to. */
final class FaultyStore {
    private static final Set<String> READS =
            Set.of("load", "unanswered", "unsent", "content", "payload", "settledBy", "begun", "withUnsent");
    private final VirtualProcess process;
    private final Chance chance;
    private final Happenings happenings;
    private final Refusals refusals;

    /** Whether it refuses now. */
    static final class Refusals {
        private boolean on;

        void set(boolean now) {
            on = now;
        }
    }

    private FaultyStore(VirtualProcess process, Chance chance, Happenings happenings, Refusals refusals) {
        this.process = process;
        this.chance = chance;
        this.happenings = happenings;
        this.refusals = refusals;
    }

    static GatewayStore around(
            GatewayStore store, VirtualProcess process, Chance chance, Happenings happenings, Refusals refusals) {
        FaultyStore faulty = new FaultyStore(process, chance, happenings, refusals);
        return StoreOverlay.over(store, faulty::call);
    }

    private @Nullable Object call(StoreOverlay.Call call) throws Throwable {
        if (!process.isAlive()) {
            throw new Killed();
        }
        if (refusals.on && chance.percent(70)) {
            // What fails may have been done all the same.
            if (!READS.contains(call.name()) && chance.oneIn(3)) {
                call.proceed();
            }
            happenings.fault(Fault.STORE_REFUSED, "the store refuses " + call.name());
            throw new StoreException("the simulation wants it so", new IllegalStateException("simulation"));
        }
        Object outcome = call.proceed();
        if (outcome instanceof QueueOutcome.Joined) {
            happenings.counts().add(Fault.JOINED.words());
        }
        return outcome;
    }
}
