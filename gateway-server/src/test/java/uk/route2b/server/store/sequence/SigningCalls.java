package uk.route2b.server.store.sequence;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.PayloadRecord;

/** Counters that are reserved, mostly for the next payload of the queue. */
final class SigningCalls implements Calls {
    private final Draw draw;
    private final Random random;
    private final SideBySide stores;

    SigningCalls(Draw draw, SideBySide stores) {
        this.draw = draw;
        this.random = draw.random;
        this.stores = stores;
    }

    @Override
    public void step(CemKey key) {
        CemState state = stores.model().load(key);
        long epoch = draw.epoch(stores.model(), key);
        long counter = state.sent().last() + (random.nextInt(15) == 0 ? 0 : 1 + random.nextInt(3));
        if (random.nextInt(5) == 0 || !state.sent().window().isOpen()) {
            stores.call("use " + key + counter, store -> store.use(key, epoch, counter), Fence::name);
        } else {
            reserve(key, epoch, counter);
        }
    }

    private void reserve(CemKey key, long epoch, long counter) {
        OptionalLong payload = payload(key);
        Octets body = payload.isPresent()
                ? stores.model().content(payload.getAsLong()).map(Content::body).orElse(Octets.EMPTY)
                : draw.octets("own", 200);
        Octets whole = Octets.concat(draw.octets("head", 40), body, draw.octets("tail", 64));
        OutgoingMessage message =
                new OutgoingMessage(counter, PrivateMessageCode.OPENADR, whole.sha256(), whole, draw.millis());
        stores.call(
                "reserve " + key + counter + payload,
                store -> store.reserve(key, epoch, message, payload),
                Fence::name);
    }

    private OptionalLong payload(CemKey key) {
        Optional<PayloadRecord> next = stores.model().unsent(key, 1).stream().findFirst();
        if (next.isPresent() && random.nextInt(4) > 0) {
            return OptionalLong.of(next.get().number());
        }
        return random.nextInt(3) == 0 ? OptionalLong.of(draw.anyPayload()) : OptionalLong.empty();
    }
}
