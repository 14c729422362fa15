package uk.route2b.client.internal.session;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.GatewayListener;
import uk.route2b.client.Handover;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.spi.DamagedException;
import uk.route2b.client.spi.Step;
import uk.route2b.protocol.octets.Octets;

/**
 * Hands payloads and status to the owner, on the owner's thread, and removes what was taken. Bodies stay in the journal
 * until the owner reads them.
 */
public final class PayloadDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PayloadDesk.class);

    private final EngineParts parts;
    private final GatewayListener listener;
    private final Executor callbacks;
    private final Set<Long> taken = new HashSet<>();
    private final Set<Long> damaged = new HashSet<>();
    private Loop.Task room = () -> {};

    PayloadDesk(EngineParts parts, GatewayListener listener, Executor callbacks) {
        this.parts = parts;
        this.listener = listener;
        this.callbacks = callbacks;
    }

    /** Told when there is room again. */
    void onRoom(Loop.Task task) {
        room = task;
    }

    /** After a start: what nobody took in the last run. */
    void handAll() {
        parts.keeper().state().inbox().entries().keySet().forEach(this::hand);
    }

    /** Hands over the payload that was stored last. */
    public void handNewest() {
        hand(parts.keeper().state().inbox().lastNumber());
    }

    private void hand(long number) {
        InboxEntry entry = parts.keeper().state().inbox().entries().get(number);
        if (entry == null || taken.contains(number)) {
            return;
        }
        OpenAdrPayload payload =
                new OpenAdrPayload(number, entry.ven(), entry.message(), entry.type(), () -> read(number));
        call("onPayload", () -> {
            listener.onPayload(payload, () -> parts.loop().run(() -> taken(number)));
            parts.steps().reached(Step.DOWN_4_HANDED);
        });
    }

    /** On the owner's threads. */
    private Octets read(long number) throws IOException {
        try {
            return parts.keeper().body(InboxEntry.body(number));
        } catch (DamagedException lost) {
            parts.loop().run(() -> lost(number, lost));
            throw lost;
        }
    }

    /** It stays in the state: the next start tries again, and the status tells of it until then. */
    private void lost(long number, DamagedException why) {
        boolean waits = parts.keeper().state().inbox().entries().containsKey(number);
        if (waits && damaged.add(number)) {
            parts.tally().countDamaged();
            LOG.error("journal: payload {}, acknowledged to the DSRSP, can not be read back: it is lost", number, why);
        }
    }

    /** These need not be handed over any more. */
    public void superseded(List<Long> numbers) {
        for (long number : numbers) {
            call("onSuperseded", () -> listener.onSuperseded(number));
        }
    }

    /** For a payload that is in the hands of whoever waits for an answer. */
    Handover handover(long number) {
        AtomicBoolean done = new AtomicBoolean();
        return new Handover() {
            @Override
            public void taken() {
                if (done.compareAndSet(false, true)) {
                    parts.loop().run(() -> PayloadDesk.this.taken(number));
                }
            }

            @Override
            public void lost() {
                if (done.compareAndSet(false, true)) {
                    parts.loop().run(() -> hand(number));
                }
            }
        };
    }

    private void taken(long number) throws IOException {
        taken.add(number);
        removeTaken();
    }

    /** What the journal did not take is removed with the next one, or when the journal works again. */
    void removeTaken() throws IOException {
        CemState state = parts.keeper().state();
        taken.retainAll(state.inbox().entries().keySet());
        if (taken.isEmpty()) {
            return;
        }
        Collection<Long> gone = Set.copyOf(taken);
        parts.keeper().commit(state.with(state.inbox().without(gone)));
        taken.removeAll(gone);
        gone.forEach(number -> parts.steps().reached(Step.DOWN_5_DONE));
        room.run();
    }

    void status(LinkStatus status) {
        call("onStatus", () -> listener.onStatus(status));
    }

    private void call(String name, Runnable callback) {
        callbacks.execute(() -> {
            try {
                callback.run();
            } catch (RuntimeException theirs) {
                LOG.error("listener: {} threw; the link goes on, the listener has to be mended", name, theirs);
            }
        });
    }
}
