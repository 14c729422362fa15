package uk.route2b.server.store.sequence;

import java.util.Random;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.store.GatewayStore;

/** States of CEMs that an operator changes. What is revoked stays so, so that is rare. */
final class StatusCalls implements Calls {
    private final Draw draw;
    private final SideBySide stores;

    StatusCalls(Draw draw, SideBySide stores) {
        this.draw = draw;
        this.stores = stores;
    }

    @Override
    public void step(CemKey key) {
        CemStatus status = status(draw.random);
        stores.call(
                "changeStatus " + key + status,
                store -> store.changeStatus(key, status, draw.millis()),
                String::valueOf);
        stores.call("statuses", GatewayStore::statuses, Kind::done);
    }

    private static CemStatus status(Random random) {
        CemStatus[] all = CemStatus.values();
        return random.nextInt(8) == 0 ? CemStatus.REVOKED : all[random.nextInt(all.length - 1)];
    }
}
