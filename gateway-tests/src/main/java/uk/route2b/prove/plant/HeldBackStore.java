package uk.route2b.prove.plant;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.prove.process.Report;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.GatewayStore;

/**
 * A store that says "accepted" before it has stored: what a CEM sent is stored half a second later, together with the
 * answer that came meanwhile.
 */
final class HeldBackStore {
    private static final long LATER_MILLIS = 500;

    private final GatewayStore store;
    private final Report report;
    private final ExecutorService later = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "held-back");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Held, Optional<Octets>> held = new HashMap<>();

    private record Held(CemKey key, long counter) {}

    private HeldBackStore(GatewayStore store, Report report) {
        this.store = store;
        this.report = report;
    }

    static GatewayStore around(GatewayStore store, Report report) {
        HeldBackStore heldBack = new HeldBackStore(store, report);
        return StoreOverlay.over(store, call -> switch (call.name()) {
            case "accept" ->
                heldBack.accept(
                        call.argument(0, CemKey.class),
                        call.argument(1, Long.class),
                        call.argument(2, AcceptedMessage.class));
            case "answer" -> heldBack.answer(call);
            default -> call.proceed();
        });
    }

    private synchronized Fence accept(CemKey key, long epoch, AcceptedMessage message) {
        report.say(Report.PLANTED, "accept");
        held.put(new Held(key, message.counter()), Optional.empty());
        CompletableFuture.delayedExecutor(LATER_MILLIS, TimeUnit.MILLISECONDS, later)
                .execute(() -> storeNow(key, epoch, message));
        return Fence.DONE;
    }

    private synchronized void storeNow(CemKey key, long epoch, AcceptedMessage message) {
        if (store.accept(key, epoch, message) == Fence.STALE) {
            store.accept(key, store.load(key).epoch(), message);
        }
        Optional<Octets> answer = held.remove(new Held(key, message.counter()));
        if (answer != null) {
            answer.ifPresent(octets -> store.answer(key, message.counter(), octets));
        }
    }

    private synchronized Object answer(StoreOverlay.Call call) throws Throwable {
        Held which = new Held(call.argument(0, CemKey.class), call.argument(1, Long.class));
        if (!held.containsKey(which)) {
            return java.util.Objects.requireNonNull(call.proceed());
        }
        if (call.count() == 2) {
            return java.util.Objects.requireNonNull(held.get(which));
        }
        held.put(which, Optional.of(call.argument(2, Octets.class)));
        return true;
    }
}
