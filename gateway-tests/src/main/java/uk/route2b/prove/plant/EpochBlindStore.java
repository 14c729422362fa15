package uk.route2b.prove.plant;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.route2b.prove.process.Report;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreException;

/** A store that does what a stale session asks, as if the epoch were not checked. */
final class EpochBlindStore {
    private static final Set<String> FENCED =
            Set.of("accept", "acceptAnswered", "acceptHeld", "note", "reserve", "use", "settle", "giveUp");

    private EpochBlindStore() {}

    static GatewayStore around(GatewayStore store, Report report) {
        return StoreOverlay.over(store, call -> {
            Object outcome = call.proceed();
            if (outcome != Fence.STALE || !FENCED.contains(call.name())) {
                return outcome;
            }
            report.say(Report.PLANTED, call.name());
            call.replace(1, store.load(call.argument(0, CemKey.class)).epoch());
            return again(call);
        });
    }

    /** What the other node has stored already is taken once more all the same. */
    private static @Nullable Object again(StoreOverlay.Call call) throws Throwable {
        try {
            return call.proceed();
        } catch (StoreException thereAlready) {
            return Fence.DONE;
        }
    }
}
