package uk.route2b.server.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.server.store.BegunMessage;
import uk.route2b.server.store.LinkStore;

/**
 * After a fall: what had been begun and has no answer may or may not have reached its VTN. It is never begun again; the
 * CEM is told "in doubt" when it asks, and the VEN decides (design section 9).
 */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final LinkStore store;
    private final Counterparts counterparts;

    public Recovery(LinkStore store, Counterparts counterparts) {
        this.store = store;
        this.counterparts = counterparts;
    }

    /** Puts the answers in the lanes before anything else gets there. */
    public void run() {
        store.begun()
                .forEach(begun -> counterparts
                        .find(begun.key())
                        .ifPresentOrElse(
                                counterpart -> counterpart.lane().execute(() -> answer(counterpart, begun)),
                                () -> LOG.warn(
                                        "{} is no longer in the register; its message stays unanswered", begun.key())));
    }

    private static void answer(Counterpart counterpart, BegunMessage begun) {
        SignedMessage message = read(begun);
        LOG.warn(
                "message {} of {} was begun before the last stop and has no answer: in doubt",
                message.header().counterText(),
                counterpart.key());
        counterpart
                .ledger()
                .answer(
                        message,
                        Receipt.of(message, ReceiptStatus.IN_DOUBT, "restart").content());
    }

    private static SignedMessage read(BegunMessage begun) {
        try {
            return new SignedMessageReader(Integer.MAX_VALUE).read(begun.octets());
        } catch (MalformedException broken) {
            throw new IllegalStateException("a stored message cannot be read", broken);
        }
    }
}
