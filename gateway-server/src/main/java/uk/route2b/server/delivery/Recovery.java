package uk.route2b.server.delivery;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.BegunMessage;
import uk.route2b.server.store.LinkStore;
import uk.route2b.server.store.StoreException;

/**
 * After a fall: what this node had begun and has no answer may or may not have reached its VTN. It is never begun
 * again; the CEM is told "in doubt" when it asks, and the VEN decides (design section 9). What another node has begun
 * is that node's to answer.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Duration STORE_AGAIN = Duration.ofSeconds(5);

    private final LinkStore store;
    private final Counterparts counterparts;
    private final Timers timers;

    Recovery(LinkStore store, Counterparts counterparts, Timers timers) {
        this.store = store;
        this.counterparts = counterparts;
        this.timers = timers;
    }

    /** Puts the answers in the lanes before anything else gets there. */
    void run() {
        store.begun()
                .forEach(begun -> counterparts
                        .find(begun.key())
                        .ifPresentOrElse(
                                counterpart -> counterpart.lane().execute(() -> answer(counterpart, begun)),
                                () -> LOG.warn(
                                        "{} is no longer in the register; its message stays unanswered", begun.key())));
    }

    private void answer(Counterpart counterpart, BegunMessage begun) {
        SignedMessage message = Awaited.read(begun.octets());
        LOG.warn(
                "message {} of {} was begun before the last stop and has no answer: in doubt",
                message.header().counterText(),
                counterpart.key());
        try {
            counterpart
                    .ledger()
                    .answer(
                            message,
                            Receipt.of(message, ReceiptStatus.IN_DOUBT, "restart")
                                    .content());
        } catch (StoreException failed) {
            LOG.error("the answer to a message of {} is not stored yet; trying again", counterpart.key(), failed);
            timers.after(STORE_AGAIN, () -> counterpart.lane().execute(() -> answer(counterpart, begun)));
        }
    }
}
