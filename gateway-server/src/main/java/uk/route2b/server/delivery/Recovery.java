package uk.route2b.server.delivery;

import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.BegunMessage;
import uk.route2b.server.store.LinkStore;
import uk.route2b.server.store.StoreException;

/**
 * What was begun and nobody will answer any more may or may not have reached its VTN. It is never begun again; the CEM
 * is told "in doubt" when it asks, and the VEN decides (design section 9).
 *
 * <p>What another node has begun is that node's to answer while it lives; once it has not been seen for long, any other
 * one answers. If it wakes up after all, the answer that is stored stands.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Duration STORE_AGAIN = Duration.ofSeconds(5);
    /** Longer than any VTN is given to answer, and than a node takes to start again. */
    private static final Duration LOST = Duration.ofMinutes(10);

    private static final int AT_ONCE = 1_000;

    private final LinkStore store;
    private final Counterparts counterparts;
    private final SigningClock clock;
    private final Timers timers;

    Recovery(LinkStore store, Counterparts counterparts, SigningClock clock, Timers timers) {
        this.store = store;
        this.counterparts = counterparts;
        this.clock = clock;
        this.timers = timers;
    }

    /** After a fall of this node: puts the answers in the lanes before anything else gets there. */
    void run() {
        store.begun()
                .forEach(begun -> counterparts
                        .find(begun.key())
                        .ifPresentOrElse(
                                counterpart -> answerInLane(counterpart, begun, "restart"),
                                () -> LOG.warn(
                                        "{} is no longer in the register; its message stays unanswered", begun.key())));
    }

    /** After the loss of another node. By a clock that has jumped every one would be lost. */
    void lookForLost() {
        if (clock.maySign()) {
            store.begunByLost(clock.millis() - LOST.toMillis(), AT_ONCE)
                    .forEach(begun -> counterparts
                            .find(begun.key())
                            .ifPresent(counterpart -> answerInLane(counterpart, begun, "node-lost")));
        }
    }

    /**
     * After a failure of the store as a message was begun: if it is stored as begun, its CEM may ask another node for
     * the answer, which waits for this one. In the lane.
     */
    void endUncertain(Counterpart counterpart) {
        Set<Long> counters = counterpart.requests().uncertainAt(clock.millis() - LOST.toMillis());
        if (!counters.isEmpty()) {
            store.begun().stream()
                    .filter(begun -> begun.key().equals(counterpart.key()) && counters.contains(begun.counter()))
                    .forEach(begun -> answer(counterpart, begun, "store-failed"));
            counterpart.requests().areCertain(counters);
        }
    }

    private void answerInLane(Counterpart counterpart, BegunMessage begun, String reason) {
        counterpart.lane().execute(() -> answer(counterpart, begun, reason));
    }

    private void answer(Counterpart counterpart, BegunMessage begun, String reason) {
        SignedMessage message = Awaited.read(begun.octets());
        LOG.warn(
                "message {} of {} was begun and will have no answer ({}): in doubt",
                message.header().counterText(),
                counterpart.key(),
                reason);
        try {
            // The CEM may accept other keys than when this node read of it last.
            counterpart.ledger().stateNow();
            counterpart
                    .ledger()
                    .answer(
                            message,
                            Receipt.of(message, ReceiptStatus.IN_DOUBT, reason).content());
        } catch (StoreException failed) {
            LOG.error("the answer to a message of {} is not stored yet; trying again", counterpart.key(), failed);
            timers.after(STORE_AGAIN, () -> answerInLane(counterpart, begun, reason));
        }
    }
}
