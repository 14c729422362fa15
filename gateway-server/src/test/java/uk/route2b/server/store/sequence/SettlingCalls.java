package uk.route2b.server.store.sequence;

import java.util.List;
import java.util.Random;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.PayloadState;

/** Messages of ours that are answered, or given up. */
final class SettlingCalls implements Calls {
    /** Delivered twice as often as all else. */
    private static final List<PayloadState> ANSWERS = List.of(
            PayloadState.DELIVERED,
            PayloadState.DELIVERED,
            PayloadState.REFUSED,
            PayloadState.HELD,
            PayloadState.IN_DOUBT,
            PayloadState.SUPERSEDED,
            PayloadState.EXPIRED);

    private final Draw draw;
    private final Random random;
    private final SideBySide stores;

    SettlingCalls(Draw draw, SideBySide stores) {
        this.draw = draw;
        this.random = draw.random;
        this.stores = stores;
    }

    @Override
    public void step(CemKey key) {
        long epoch = draw.epoch(stores.model(), key);
        long counter = oursOrNone(key);
        if (random.nextInt(4) == 0) {
            stores.call(
                    "giveUp " + key + counter, store -> store.giveUp(key, epoch, counter, "below-floor"), Fence::name);
        } else {
            settle(key, epoch, counter);
        }
    }

    private void settle(CemKey key, long epoch, long counter) {
        Octets answer = draw.octets("receipt", 200);
        PayloadState outcome = ANSWERS.get(random.nextInt(ANSWERS.size()));
        long version = random.nextInt(3);
        stores.call(
                "settle " + key + counter + outcome,
                store -> store.settle(key, epoch, counter, answer, version, outcome, outcome.name()),
                Fence::name);
    }

    private long oursOrNone(CemKey key) {
        List<OutgoingMessage> waiting = stores.model().unanswered(key);
        return waiting.isEmpty() || random.nextInt(15) == 0
                ? random.nextInt(50)
                : waiting.get(random.nextInt(waiting.size())).counter();
    }
}
