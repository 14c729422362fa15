package uk.route2b.server.store.sequence;

import java.util.List;
import java.util.Random;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.PayloadRecord;

/** What else happens to payloads: told, withdrawn, expired, sent by route 2a. */
final class OutboxCalls implements Calls {
    private final Draw draw;
    private final Random random;
    private final SideBySide stores;

    OutboxCalls(Draw draw, SideBySide stores) {
        this.draw = draw;
        this.random = draw.random;
        this.stores = stores;
    }

    @Override
    public void step(CemKey key) {
        long number = draw.anyPayload();
        switch (random.nextInt(8)) {
            case 0 -> stores.run("told " + number, store -> store.told(number));
            case 1 -> stores.call("withdraw " + number, store -> store.withdraw(number, "deadline"), String::valueOf);
            case 2 -> expire(1 + random.nextInt(3));
            case 4 -> stores.call("urgent", store -> store.urgent(100), Kind::done);
            case 5 -> inTunnel(key, draw.anyTunnelId());
            default -> tunnelId(key, stores.model().load(key).sent().last());
        }
    }

    private void expire(int most) {
        stores.call("expire", store -> store.expire(draw.millis(), most), this::expired);
    }

    private String expired(List<PayloadRecord> expired) {
        expired.forEach(payload -> stores.count("expire " + payload.state()));
        return Kind.some(expired);
    }

    private void inTunnel(CemKey key, int id) {
        stores.call(
                "inTunnel " + key + id,
                store -> store.inTunnel(key, id),
                counter -> counter.isPresent() ? "some" : "none");
    }

    private void tunnelId(CemKey key, long counter) {
        stores.call("tunnelId " + key, store -> store.tunnelId(key, counter), id -> {
            draw.inTunnel(id);
            return "done";
        });
    }
}
