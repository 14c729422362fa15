package uk.route2b.server.store.sequence;

import java.util.Random;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.Claim;
import uk.route2b.server.store.ConfigurationReport;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.Greeting;

/** Sessions that begin, report and pass from node to node. */
final class SessionCalls implements Calls {
    static final KeyIdentifier SIGNER = KeyIdentifier.parse("4E5ED7D3AB43485C");

    private final Draw draw;
    private final Random random;
    private final SideBySide stores;

    SessionCalls(Draw draw, SideBySide stores) {
        this.draw = draw;
        this.random = draw.random;
        this.stores = stores;
    }

    @Override
    public void step(CemKey key) {
        CemState state = stores.model().load(key);
        long epoch = draw.epoch(stores.model(), key);
        long control = state.received().highestLinkControl() + random.nextInt(5);
        switch (random.nextInt(8)) {
            case 0 -> greet(key, state, control);
            case 1 -> note(key, epoch, control);
            case 2 -> nextSupplierCounter(key, draw.millis() - random.nextInt(3) * 200_000L);
            case 3 -> claim(key, random.nextBoolean() ? Claim.SEND : Claim.TAKE);
            case 4 -> release(key, Math.max(0, epoch - random.nextInt(2)));
            case 5 -> stores.run("alive", GatewayStore::alive);
            case 6 -> stores.run("noLinks", GatewayStore::noLinks);
            default -> stores.call("nextTunnelId " + key, store -> store.nextTunnelId(key), Kind::done);
        }
    }

    private void greet(CemKey key, CemState state, long control) {
        Greeting greeting = new Greeting(
                control,
                Math.max(0, state.received().memory().highestAccepted() - 70 + random.nextInt(60)),
                Math.max(0, state.sent().last() - 3 + random.nextInt(5)),
                random.nextInt(4),
                SIGNER,
                draw.octets("certificate", 20));
        stores.call(
                "greet " + key + control,
                store -> store.greet(key, greeting),
                begun -> begun.isPresent() ? "begun" : "old");
    }

    private void note(CemKey key, long epoch, long control) {
        ConfigurationReport report =
                new ConfigurationReport(random.nextInt(4), random.nextBoolean(), "reason " + random.nextInt(3));
        stores.call("note " + key + control, store -> store.note(key, epoch, control, report), Fence::name);
    }

    private void nextSupplierCounter(CemKey key, long millis) {
        stores.call(
                "nextSupplierCounter " + millis, store -> store.nextSupplierCounter(key.dsrsp(), millis), Kind::done);
    }

    private void claim(CemKey key, Claim purpose) {
        stores.call(
                "claim " + key + purpose,
                store -> store.claim(key, purpose),
                claimed -> claimed.isPresent() ? "some" : "none");
    }

    private void release(CemKey key, long maybeOld) {
        stores.call("release " + key, store -> store.release(key, maybeOld), Fence::name);
    }
}
