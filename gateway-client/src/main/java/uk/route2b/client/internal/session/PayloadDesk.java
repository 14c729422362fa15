package uk.route2b.client.internal.session;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.GatewayListener;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.spi.Step;

/** Hands payloads and status to the owner, on the owner's thread, and removes what was taken. */
public final class PayloadDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PayloadDesk.class);

    private final EngineParts parts;
    private final GatewayListener listener;
    private final Executor callbacks;

    PayloadDesk(EngineParts parts, GatewayListener listener, Executor callbacks) {
        this.parts = parts;
        this.listener = listener;
        this.callbacks = callbacks;
    }

    /** After a start: what nobody took in the last run. */
    void handAll() throws IOException {
        for (long number : parts.keeper().state().inbox().entries().keySet()) {
            hand(number);
        }
    }

    /** Hands over the payload that was stored last. */
    public void handNewest() throws IOException {
        hand(parts.keeper().state().inbox().lastNumber());
    }

    private void hand(long number) throws IOException {
        InboxEntry entry = parts.keeper().state().inbox().entries().get(number);
        if (entry == null) {
            throw new IllegalStateException("payload " + number + " is not in the inbox");
        }
        OpenAdrPayload payload = new OpenAdrPayload(
                number,
                entry.ven(),
                entry.message(),
                entry.type(),
                parts.keeper().body(InboxEntry.body(number)));
        call("onPayload", () -> {
            listener.onPayload(payload, () -> parts.loop().run(() -> taken(number)));
            parts.steps().reached(Step.DOWN_4_HANDED);
        });
    }

    private void taken(long number) throws IOException {
        CemState state = parts.keeper().state();
        if (state.inbox().entries().containsKey(number)) {
            parts.keeper().commit(state.with(state.inbox().without(number)));
            parts.steps().reached(Step.DOWN_5_DONE);
        }
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
