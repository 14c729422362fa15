package uk.route2b.server.store.sequence;

import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.register.CemKey;

/** A sequence of calls that a seed decides. What is sensible is asked of the model, and some of it is not. */
final class RandomCalls {
    private static final List<CemKey> KEYS = List.of(
            key("90B3D51F30010008", "00DB1234567890C1"),
            key("90B3D51F30010008", "00DB1234567890C2"),
            key("90B3D51F30020008", "00DB1234567890C1"));
    /** Of so many steps each kind has its share. */
    private static final int SHARES = 1_000;

    private static final int COMPARE_EVERY = 20;

    private final Draw draw;
    private final SideBySide stores;
    private final UpkeepCalls upkeep;
    private final NavigableMap<Integer, Calls> shares = new TreeMap<>();

    RandomCalls(long seed, Function<java.time.InstantSource, SideBySide> stores) {
        this.draw = new Draw(seed);
        this.stores = stores.apply(draw);
        this.upkeep = new UpkeepCalls(draw, this.stores);
        share(200, new TakingCalls(draw, this.stores));
        share(130, new QueueCalls(draw, this.stores));
        share(150, new SigningCalls(draw, this.stores));
        share(120, new SettlingCalls(draw, this.stores));
        share(100, new OutboxCalls(draw, this.stores));
        share(60, new SessionCalls(draw, this.stores));
        share(50, new DispatchCalls(draw, this.stores));
        share(50, new MoveCalls(draw, this.stores));
        share(15, new StatusCalls(draw, this.stores));
        share(15, upkeep);
        share(110, new ReadingCalls(draw, this.stores));
    }

    private static CemKey key(String dsrsp, String cem) {
        return new CemKey(EntityIdentifier.parse(dsrsp), EntityIdentifier.parse(cem));
    }

    private void share(int share, Calls calls) {
        shares.put((shares.isEmpty() ? 0 : shares.lastKey()) + share, calls);
    }

    SideBySide run(int calls) throws Exception {
        upkeep.empty();
        for (int call = 1; call <= calls; call++) {
            draw.pass();
            anyCalls().step(anyCem());
            if (call % COMPARE_EVERY == 0) {
                stores.compareAll(KEYS);
            }
        }
        stores.compareAll(KEYS);
        return stores;
    }

    private Calls anyCalls() {
        return Objects.requireNonNull(shares.higherEntry(draw.random.nextInt(SHARES)))
                .getValue();
    }

    private CemKey anyCem() {
        return KEYS.get(draw.random.nextInt(KEYS.size()));
    }
}
