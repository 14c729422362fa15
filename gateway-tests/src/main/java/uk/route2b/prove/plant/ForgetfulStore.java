package uk.route2b.prove.plant;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import uk.route2b.protocol.message.CounterMemory;
import uk.route2b.protocol.message.ReceiverState;
import uk.route2b.protocol.message.RememberedMessage;
import uk.route2b.prove.process.Report;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.GatewayStore;

/** A store that gives back a CEM's state without some of what it has accepted, and takes the same message again. */
final class ForgetfulStore {
    private final Predicate<RememberedMessage> forgotten;
    private final Report report;
    private final Map<CemKey, Set<Long>> gone = new ConcurrentHashMap<>();

    private ForgetfulStore(Predicate<RememberedMessage> forgotten, Report report) {
        this.forgotten = forgotten;
        this.report = report;
    }

    static GatewayStore around(GatewayStore store, Predicate<RememberedMessage> forgotten, Report report) {
        ForgetfulStore forgetful = new ForgetfulStore(forgotten, report);
        return StoreOverlay.over(store, forgetful::call);
    }

    private @org.jspecify.annotations.Nullable Object call(StoreOverlay.Call call) throws Throwable {
        return switch (call.name()) {
            case "load" -> forget(call.argument(0, CemKey.class), (CemState) Objects.requireNonNull(call.proceed()));
            case "greet" -> greet(call);
            case "accept", "acceptAnswered", "acceptHeld" -> accept(call);
            default -> call.proceed();
        };
    }

    private Object greet(StoreOverlay.Call call) throws Throwable {
        Optional<?> greeted = (Optional<?>) Objects.requireNonNull(call.proceed());
        return greeted.map(state -> forget(call.argument(0, CemKey.class), (CemState) state));
    }

    private Object accept(StoreOverlay.Call call) throws Throwable {
        long counter = call.argument(2, AcceptedMessage.class).counter();
        if (gone.getOrDefault(call.argument(0, CemKey.class), Set.of()).contains(counter)) {
            report.say(Report.PLANTED, "taken again");
            return Fence.DONE;
        }
        return Objects.requireNonNull(call.proceed());
    }

    private CemState forget(CemKey key, CemState state) {
        CounterMemory memory = state.received().memory();
        List<RememberedMessage> kept =
                memory.messages().stream().filter(forgotten.negate()).toList();
        memory.messages().stream()
                .filter(forgotten)
                .forEach(message -> gone.computeIfAbsent(key, ignored -> ConcurrentHashMap.newKeySet())
                        .add(message.counter()));
        // The floor goes back below what was forgotten, or nothing of it could come again.
        long floor = memory.messages().stream()
                .filter(forgotten)
                .map(message -> message.counter() - 1)
                .reduce(memory.floor(), (one, other) -> Long.compareUnsigned(one, other) <= 0 ? one : other);
        return state.withReceived(new ReceiverState(
                CounterMemory.restore(floor, kept), state.received().highestLinkControl()));
    }
}
