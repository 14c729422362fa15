package uk.route2b.server.store.sequence;

import java.util.OptionalLong;
import java.util.Random;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.NewPayload;
import uk.route2b.server.store.PayloadFacts;
import uk.route2b.server.store.QueueLimits;
import uk.route2b.server.store.QueueOutcome;

/** Payloads of a VTN, some of them again, into a queue that is small. */
final class QueueCalls implements Calls {
    private static final String LIST = "oadrDistributeEvent";

    private final Draw draw;
    private final Random random;
    private final SideBySide stores;

    QueueCalls(Draw draw, SideBySide stores) {
        this.draw = draw;
        this.random = draw.random;
        this.stores = stores;
    }

    @Override
    public void step(CemKey key) {
        NewPayload payload = payload();
        QueueLimits limits = new QueueLimits(1 + random.nextInt(8), 400 + random.nextInt(3000));
        stores.call("queue " + key + payload.content().body(), store -> store.queue(key, payload, limits), this::kind);
    }

    private NewPayload payload() {
        String kind = random.nextInt(3) == 0 ? "oadrCreateReport" : LIST;
        OptionalLong expires = random.nextInt(3) == 0
                ? OptionalLong.empty()
                : OptionalLong.of(draw.millis() + random.nextInt(3_000_000));
        Octets body = Octets.ofText("body " + random.nextInt(12) + " ".repeat(random.nextInt(3) * 400));
        return new NewPayload(
                new PayloadFacts(
                        kind,
                        "ven-" + random.nextInt(2),
                        random.nextBoolean(),
                        kind.equals(LIST) && random.nextInt(3) == 0,
                        expires),
                Content.plain(ContentFormat.XML, body),
                draw.millis());
    }

    private String kind(QueueOutcome outcome) {
        if (outcome instanceof QueueOutcome.Queued queued) {
            draw.queued(queued.payload().number());
            return queued.replaced().isEmpty() ? "Queued" : "Superseding";
        }
        return outcome instanceof QueueOutcome.Full full ? full.reason() : "Joined";
    }
}
