package uk.route2b.server.store.sequence;

import java.util.Random;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.GatewayStore;

/** What changes nothing. */
final class ReadingCalls implements Calls {
    private final Draw draw;
    private final Random random;
    private final SideBySide stores;

    ReadingCalls(Draw draw, SideBySide stores) {
        this.draw = draw;
        this.random = draw.random;
        this.stores = stores;
    }

    @Override
    public void step(CemKey key) {
        switch (random.nextInt(3)) {
            case 0 -> ofCem(key, 1 + random.nextInt(5));
            case 1 -> ofPayloads(key, draw.anyPayload(), 1 + random.nextInt(5));
            default -> ofAll(1 + random.nextInt(5));
        }
    }

    private void ofCem(CemKey key, int most) {
        long theirs = stores.model().load(key).received().memory().highestAccepted() - random.nextInt(70);
        long ours = ours(key);
        switch (random.nextInt(6)) {
            case 0 -> stores.call("load " + key, store -> store.load(key), Kind::done);
            case 1 -> stores.call("storedAnswer " + key + theirs, store -> store.answer(key, theirs), Kind::some);
            case 2 -> stores.call("unanswered " + key, store -> store.unanswered(key, ours, most), Kind::done);
            case 3 -> stores.call("settledBy " + key + ours, store -> store.settledBy(key, ours), Kind::some);
            case 4 -> stores.call("audit " + key, store -> store.audit(key, ours, most), Kind::some);
            default -> transcript(key, draw.millis() - random.nextInt(40_000_000), most);
        }
    }

    private long ours(CemKey key) {
        return Math.max(0, stores.model().load(key).sent().last() - random.nextInt(20));
    }

    private void transcript(CemKey key, long from, int most) {
        long number = random.nextInt(100);
        stores.call("transcript " + key, store -> store.transcript(key, from, draw.millis(), number, most), Kind::some);
    }

    private void ofPayloads(CemKey key, long number, int most) {
        long ours = ours(key);
        switch (random.nextInt(5)) {
            case 0 -> stores.call("unsent " + key, store -> store.unsent(key, most), Kind::some);
            case 1 -> stores.call("content " + number, store -> store.content(number), Kind::some);
            case 2 -> stores.call("payload " + number, store -> store.payload(number + most - 1), Kind::some);
            case 3 -> stores.call("payloadOf " + key + ours, store -> store.payload(key, ours), Kind::some);
            default -> stores.call("deadLetters", store -> store.deadLetters(number + 1, most), Kind::some);
        }
    }

    private void ofAll(int most) {
        switch (random.nextInt(8)) {
            case 0 -> stores.call("begun", GatewayStore::begun, Kind::some);
            case 1 -> begunByLost(draw.thisWeek(), most);
            case 2 -> stores.run("check", GatewayStore::check);
            case 3 -> stores.call("newestMillis", GatewayStore::newestMillis, Kind::done);
            case 4 -> stores.call("withUnsent", GatewayStore::withUnsent, Kind::done);
            case 5 -> stores.call("unsentOctets", GatewayStore::unsentOctets, Kind::done);
            case 6 -> stores.call("payloadCounts", GatewayStore::payloadCounts, Kind::done);
            default -> stores.call("doubt", GatewayStore::doubt, Kind::some);
        }
    }

    private void begunByLost(long since, int most) {
        stores.call("begunByLost " + since, store -> store.begunByLost(since, most), Kind::some);
    }
}
