package uk.route2b.server.store.sequence;

import java.time.Duration;
import java.util.Random;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.DoubtSpan;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.Retention;

/** Clean-ups, restores, and ends and beginnings as this or another node. */
final class UpkeepCalls implements Calls {
    private static final Retention RETENTION = new Retention(Duration.ofHours(10), Duration.ofHours(40));
    private static final int STEP = 7;

    private final Draw draw;
    private final Random random;
    private final SideBySide stores;

    UpkeepCalls(Draw draw, SideBySide stores) {
        this.draw = draw;
        this.random = draw.random;
        this.stores = stores;
    }

    /** What may not be empty any more once calls have been made. */
    void empty() {
        stores.call("doubt", GatewayStore::doubt, Kind::some);
        stores.call("openMoves", GatewayStore::openMoves, Kind::some);
        prune();
    }

    @Override
    public void step(CemKey key) throws Exception {
        switch (random.nextInt(16)) {
            case 0, 1 -> stores.reopen("node-" + random.nextInt(2));
            case 2 -> {
                DoubtSpan span = new DoubtSpan(draw.millis() - 1000, draw.millis());
                stores.run("restored", store -> store.restored(span));
            }
            case 3, 4, 5, 6, 7, 8, 9 -> {
                draw.passHours(1 + random.nextInt(8));
                prune();
            }
            default -> prune();
        }
    }

    private void prune() {
        stores.call("prune", this::pruned, touched -> touched ? "touched" : "none");
    }

    private boolean pruned(GatewayStore store) {
        boolean touched = false;
        while (store.prune(RETENTION, draw.millis(), STEP) > 0) {
            touched = true;
        }
        return touched;
    }
}
