package uk.route2b.server.store.sequence;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.GatewayStore;

/** Several stores that get the same calls; the first is the model. Counts what really happened. */
final class SideBySide implements AutoCloseable {
    /** A store that can be closed and opened again. */
    interface Opened {
        GatewayStore open(String node, InstantSource clock) throws Exception;
    }

    private final List<String> names;
    private final List<Opened> openers;
    private final InstantSource clock;
    private final List<GatewayStore> stores = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();

    SideBySide(Map<String, Opened> participants, InstantSource clock) throws Exception {
        this.names = List.copyOf(participants.keySet());
        this.openers = List.copyOf(participants.values());
        this.clock = clock;
        for (Opened opener : openers) {
            stores.add(opener.open("node-0", clock));
        }
    }

    GatewayStore model() {
        return stores.get(0);
    }

    Map<String, Integer> counts() {
        return counts;
    }

    /** Does a call in each store, compares the answers, and counts the outcome that {@code kind} names. */
    <T> T call(String what, Function<GatewayStore, T> call, Function<T, String> kind) {
        calls.add(what);
        List<Object> answers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (GatewayStore store : stores) {
            try {
                Object answer = call.apply(store);
                answers.add(answer);
                texts.add(Rendering.of(answer));
            } catch (IllegalStateException fault) {
                answers.add(fault);
                texts.add("fault");
            }
        }
        compare(what, texts);
        @SuppressWarnings("unchecked")
        T answer = (T) answers.get(0);
        count(what.replaceAll("[ (].*", "") + " " + (texts.get(0).equals("fault") ? "fault" : kind.apply(answer)));
        return answer;
    }

    /** The same for a method without an answer. */
    void run(String what, Consumer<GatewayStore> call) {
        Function<GatewayStore, String> done = store -> {
            call.accept(store);
            return "done";
        };
        call(what, done, Kind::done);
    }

    void count(String outcome) {
        counts.merge(outcome, 1, Integer::sum);
    }

    /** Everything that can be read. */
    void compareAll(List<CemKey> keys) {
        compare(
                "all that can be read after it",
                stores.stream().map(store -> all(store, keys)).toList());
    }

    private static String all(GatewayStore store, List<CemKey> keys) {
        List<Object> all = new ArrayList<>(List.of(
                store.begun(),
                store.begunByLost(Long.MAX_VALUE, 1000),
                store.newestMillis(),
                store.withUnsent(),
                store.unsentOctets(),
                store.payloadCounts(),
                store.deadLetters(Long.MAX_VALUE, 1000),
                store.heldMessages(Long.MAX_VALUE, 1000),
                store.countHeldMessages(),
                store.statuses(),
                store.moves(),
                store.openMoves(),
                store.held(Long.MAX_VALUE, 1000),
                store.doubt()));
        for (CemKey key : keys) {
            all.add(store.load(key));
            all.add(store.moveTarget(key));
            all.add(store.unanswered(key));
            all.add(store.unsent(key, 1000));
            all.add(store.audit(key, 0, 100_000));
            all.add(store.transcript(key, 0, Long.MAX_VALUE, 0, 100_000));
        }
        return Rendering.of(all);
    }

    private void compare(String what, List<String> texts) {
        for (int index = 1; index < texts.size(); index++) {
            if (!texts.get(index).equals(texts.get(0))) {
                throw new AssertionError("call " + calls.size() + ", " + what + ": " + names.get(index)
                        + " differs from "
                        + names.get(0) + "\n  " + names.get(0) + ": " + texts.get(0) + "\n  " + names.get(index) + ": "
                        + texts.get(index) + "\nbefore it:\n  "
                        + String.join("\n  ", calls.subList(Math.max(0, calls.size() - 20), calls.size())));
            }
        }
    }

    /** Ends all and begins them again, as a node of this name. */
    void reopen(String node) throws Exception {
        for (int index = 0; index < stores.size(); index++) {
            stores.get(index).close();
            stores.set(index, openers.get(index).open(node, clock));
        }
        count("reopen " + "done");
    }

    @Override
    public void close() {
        stores.forEach(GatewayStore::close);
    }
}
