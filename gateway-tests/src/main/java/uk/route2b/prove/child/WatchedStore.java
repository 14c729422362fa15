package uk.route2b.prove.child;

import uk.route2b.prove.plant.StoreOverlay;
import uk.route2b.prove.process.Report;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.QueueOutcome;

/** Reports what the store answered, where the prover counts it; before and after each call the work can be stopped. */
final class WatchedStore {
    private WatchedStore() {}

    static GatewayStore around(GatewayStore store, Report report, StepGate gate) {
        return StoreOverlay.over(store, call -> {
            gate.reached("BEFORE_" + call.name());
            Object outcome = call.proceed();
            gate.reached("AFTER_" + call.name());
            if (outcome == Fence.STALE) {
                report.say(Report.STALE, call.name());
            } else if (outcome instanceof QueueOutcome.Joined) {
                report.say(Report.JOINED, call.name());
            }
            return outcome;
        });
    }
}
