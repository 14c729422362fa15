package uk.route2b.server.store.sequence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.DispatchChange;
import uk.route2b.server.store.DispatchCount;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.TrafficCount;

/** What the checks count and hold. */
final class DispatchCalls implements Calls {
    private static final long WINDOW = Duration.ofMinutes(10).toMillis();

    private final Draw draw;
    private final Random random;
    private final SideBySide stores;

    DispatchCalls(Draw draw, SideBySide stores) {
        this.draw = draw;
        this.random = draw.random;
        this.stores = stores;
    }

    @Override
    public void step(CemKey key) {
        long number = draw.anyPayload();
        String ven = "ven-" + random.nextInt(2);
        stores.call("dispatchList " + key, store -> store.dispatchList(key, ven), Kind::some);
        stores.call("hold " + number, store -> store.hold(number, "dispatch"), String::valueOf);
        stores.call("held", store -> store.held(number + 5, 3), Kind::some);
        decide(number);
        traffic(draw.millis() / WINDOW * WINDOW);
        count(key, ven, Duration.ofMillis(draw.millis()).toMinutes());
    }

    private void decide(long otherwise) {
        long any = stores.model().held(Long.MAX_VALUE, 100).stream()
                .mapToLong(PayloadRecord::number)
                .filter(held -> random.nextBoolean())
                .findFirst()
                .orElse(otherwise);
        if (random.nextInt(3) == 0) {
            stores.call("release " + any, store -> store.release(any), String::valueOf);
        } else if (random.nextInt(3) == 0) {
            stores.call("drop " + any, store -> store.drop(any), String::valueOf);
        }
    }

    private void traffic(long begins) {
        if (random.nextInt(2) == 0) {
            List<TrafficCount> counts = List.of(
                    new TrafficCount(
                            "scope " + random.nextInt(3), "any", begins, random.nextInt(9), random.nextInt(99)),
                    new TrafficCount("scope 9", "up", begins - random.nextInt(2) * WINDOW, 1, 2));
            stores.run("keepTraffic", store -> store.keepTraffic(counts));
        }
        stores.call("traffic " + begins, store -> store.traffic(begins), Kind::some);
    }

    private void count(CemKey key, String ven, long nowMinutes) {
        DispatchChange change = new DispatchChange(
                random.nextInt(4) == 0
                        ? Optional.empty()
                        : Optional.of(new DispatchChange.VenList(ven, "list " + random.nextInt(9))),
                random.longs(random.nextInt(6), nowMinutes, nowMinutes + 40)
                        .boxed()
                        .toList(),
                nowMinutes,
                1 + random.nextInt(3),
                random.nextInt(4) == 0);
        stores.call("countDispatch " + key + change, store -> store.countDispatch(key, change), DispatchCalls::counted);
    }

    private static String counted(DispatchCount count) {
        return !count.counted() ? "held" : count.cems() == 0 ? "nothing" : "counted";
    }
}
