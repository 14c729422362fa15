package uk.route2b.server.store.sequence;

import java.util.Random;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.HeldMessage;

/** Messages of a CEM: accepted, held, answered. Now and then with a counter that was there before. */
final class TakingCalls implements Calls {
    private final Draw draw;
    private final Random random;
    private final SideBySide stores;

    TakingCalls(Draw draw, SideBySide stores) {
        this.draw = draw;
        this.random = draw.random;
        this.stores = stores;
    }

    @Override
    public void step(CemKey key) {
        long epoch = draw.epoch(stores.model(), key);
        long highest = stores.model().load(key).received().memory().highestAccepted();
        long counter =
                random.nextInt(10) == 0 ? Math.max(1, highest - random.nextInt(4)) : highest + 1 + random.nextInt(3);
        AcceptedMessage message = message(counter);
        switch (random.nextInt(6)) {
            case 0, 1 ->
                stores.call("accept " + key + counter, store -> store.accept(key, epoch, message), Fence::name);
            case 2 -> acceptAnswered(key, epoch, message);
            case 3 -> {
                acceptHeld(key, epoch, message);
                decide();
            }
            default -> answer(key, highest);
        }
    }

    private AcceptedMessage message(long counter) {
        Octets octets = draw.octets("message", 400);
        return new AcceptedMessage(counter, PrivateMessageCode.OPENADR.code(), octets.sha256(), octets, draw.millis());
    }

    private void acceptAnswered(CemKey key, long epoch, AcceptedMessage message) {
        String reason = random.nextBoolean() ? "" : "direction";
        Octets answer = draw.octets("answer", 300);
        stores.call(
                "acceptAnswered " + key + message.counter(),
                store -> store.acceptAnswered(key, epoch, message, answer, reason),
                Fence::name);
    }

    private void acceptHeld(CemKey key, long epoch, AcceptedMessage message) {
        Octets answer = draw.octets("answer", 300);
        String kind = "kind " + random.nextInt(3);
        stores.call(
                "acceptHeld " + key + message.counter(),
                store -> store.acceptHeld(key, epoch, message, answer, "threshold", kind),
                Fence::name);
    }

    /** About every second message that is held is decided, now and then one that is not, or is no more. */
    private void decide() {
        long newest = stores.model().heldMessages(Long.MAX_VALUE, 1).stream()
                .mapToLong(HeldMessage::number)
                .findFirst()
                .orElse(1);
        long number = Math.max(1, newest - random.nextInt(6));
        stores.call("heldMessages " + number, store -> store.heldMessages(number, 3), Kind::some);
        stores.call("countHeldMessages", GatewayStore::countHeldMessages, Kind::done);
        if (random.nextInt(2) == 0) {
            stores.call("decideHeldMessage " + number, store -> store.decideHeldMessage(number), Kind::some);
        }
    }

    private void answer(CemKey key, long highest) {
        Octets answer = draw.octets("answer", 300);
        long open = stores.model().load(key).received().memory().messages().stream()
                .filter(remembered -> !remembered.isAnswered() || random.nextInt(20) == 0)
                .mapToLong(remembered -> remembered.counter())
                .findFirst()
                .orElse(highest + 1);
        stores.call("answer " + key + open, store -> store.answer(key, open, answer), String::valueOf);
    }
}
