package uk.route2b.server.delivery;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.OutboxStore;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.StoreException;

/**
 * Sends what waits for a CEM: first what is signed and unanswered, lowest counter first and always the same octets,
 * then the oldest unsigned payload, signed now, and so on while there is a link with room, the window is open and the
 * clock may sign. So payloads of one CEM go in the order of their numbers. Used in the lane of the CEM concerned.
 */
public final class Pump {
    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
    private static final int PAGE = 16;

    private final OutboxStore store;
    private final SigningClock clock;
    private final Signing signing;
    private final StepObserver steps;

    Pump(OutboxStore store, SigningClock clock, Signing signing, StepObserver steps) {
        this.store = store;
        this.clock = clock;
        this.signing = signing;
        this.steps = steps;
    }

    /** A link was welcomed: all that is unanswered goes over it. */
    public void welcomed(Counterpart counterpart) {
        counterpart.sending().again();
        run(counterpart);
    }

    /** Sends as much as can go now; what cannot goes when it can. */
    public void run(Counterpart counterpart) {
        if (counterpart.link().isEmpty() || !counterpart.sending().isBehind()) {
            return;
        }
        try {
            Optional<OpenLink> link = counterpart.session();
            if (link.isPresent()
                    && resend(counterpart, link.get())
                    && counterpart.sending().mayHaveMore()) {
                sendNew(counterpart, link.get());
            }
        } catch (StoreException failed) {
            // Whether the last one was stored as signed is not known: if it was, it is among the unanswered ones.
            counterpart.sending().again();
            LOG.error("sending to {} has stopped and is tried again", counterpart.key(), failed);
        }
    }

    /** True once all has gone again. */
    private boolean resend(Counterpart counterpart, OpenLink link) {
        Sending sending = counterpart.sending();
        while (sending.resendAfter().isPresent()) {
            List<OutgoingMessage> page =
                    counterpart.ledger().page(sending.resendAfter().getAsLong());
            if (page.isEmpty()) {
                sending.resentAll();
            }
            for (OutgoingMessage message : page) {
                if (waitsForRoom(counterpart, link)) {
                    return false;
                }
                link.send(message.octets());
                counterpart.counts().sentBy2b();
                sending.resent(message.counter());
                steps.reached(Step.DOWN_3_SENT, counterpart.key());
            }
        }
        return true;
    }

    private void sendNew(Counterpart counterpart, OpenLink link) {
        while (true) {
            List<PayloadRecord> page = store.unsent(counterpart.key(), PAGE);
            for (PayloadRecord payload : page) {
                if (waitsForRoom(counterpart, link) || obstacle(counterpart).isPresent()) {
                    return;
                }
                if (send(counterpart, link, payload) == Fence.STALE) {
                    return;
                }
            }
            if (page.size() < PAGE) {
                counterpart.sending().isEmpty();
                return;
            }
        }
    }

    private boolean waitsForRoom(Counterpart counterpart, OpenLink link) {
        if (link.hasRoom()) {
            return false;
        }
        link.whenRoom(() -> counterpart.lane().execute(() -> run(counterpart)));
        return true;
    }

    /** Why nothing more is signed for this CEM now. */
    Optional<String> obstacle(Counterpart counterpart) {
        if (counterpart.link().isEmpty()) {
            return Optional.of("no-link");
        }
        if (!clock.maySign()) {
            return Optional.of("clock");
        }
        boolean open = counterpart.ledger().state().sent().window().isOpen();
        return open ? Optional.empty() : Optional.of("window-full");
    }

    private Fence send(Counterpart counterpart, OpenLink link, PayloadRecord payload) {
        Reservation reservation = signing.sign(counterpart, payload, signing.content(counterpart, payload));
        reservation.message().ifPresent(signed -> {
            link.send(signed.octets());
            counterpart.counts().sentBy2b();
            steps.reached(Step.DOWN_3_SENT, counterpart.key());
        });
        return reservation.fence();
    }
}
