package uk.route2b.server.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.BegunMessage;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.Greeting;
import uk.route2b.server.store.LinkStore;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.StoreException;

/** The model of a store: maps, and the values of the contract as they are. It can be told to fail. */
public final class MemoryStore implements LinkStore {
    private record MessageKey(CemKey cem, long counter) {}

    private record Taken(CemKey key, AcceptedMessage message, Optional<Octets> answer) {}

    private final Map<CemKey, CemState> states = new HashMap<>();
    private final Map<MessageKey, Taken> accepted = new HashMap<>();
    private final Map<CemKey, NavigableMap<Long, OutgoingMessage>> outgoing = new HashMap<>();
    private final Map<MessageKey, Integer> tunnelIds = new HashMap<>();
    private final Map<CemKey, Integer> lastTunnelIds = new HashMap<>();
    private boolean failing;

    /** From now on everything fails, or works again. */
    public synchronized void fail(boolean fails) {
        failing = fails;
    }

    @Override
    public synchronized CemState load(CemKey key) {
        check();
        return states.getOrDefault(key, CemState.FRESH);
    }

    @Override
    public synchronized Optional<CemState> greet(CemKey key, Greeting greeting) {
        CemState before = load(key);
        if (Long.compareUnsigned(greeting.counter(), before.received().highestLinkControl()) <= 0) {
            return Optional.empty();
        }
        CemState after = new CemState(
                before.epoch() + 1,
                before.sent().raiseAbove(greeting.accepted()),
                before.received().raiseFloor(greeting.floor()).acceptLinkControl(greeting.counter()),
                greeting.configuration(),
                greeting.configuration() < before.configurationConfirmed()
                        ? greeting.configuration()
                        : before.configurationAnswered(),
                Optional.of(greeting.signer()),
                Optional.of(greeting.certificate()));
        states.put(key, after);
        return Optional.of(after);
    }

    @Override
    public synchronized Fence accept(CemKey key, long epoch, AcceptedMessage message) {
        return take(key, epoch, message, Optional.empty());
    }

    @Override
    public synchronized Fence acceptAnswered(CemKey key, long epoch, AcceptedMessage message, Octets answer) {
        return take(key, epoch, message, Optional.of(answer));
    }

    private Fence take(CemKey key, long epoch, AcceptedMessage message, Optional<Octets> answer) {
        CemState before = load(key);
        if (before.epoch() != epoch) {
            return Fence.STALE;
        }
        Taken taken = new Taken(key, message, answer);
        if (accepted.putIfAbsent(new MessageKey(key, message.counter()), taken) != null) {
            throw new IllegalStateException("accepted twice");
        }
        var received = before.received().accept(message.counter(), message.digest());
        states.put(
                key,
                before.withReceived(
                        answer.isPresent() ? received.answered(message.counter(), Octets.EMPTY) : received));
        return Fence.DONE;
    }

    @Override
    public synchronized void answer(CemKey key, long counter, Octets answer) {
        CemState before = load(key);
        Taken taken = accepted.get(new MessageKey(key, counter));
        if (taken == null || taken.answer().isPresent()) {
            throw new IllegalStateException("nothing to answer");
        }
        accepted.put(new MessageKey(key, counter), new Taken(key, taken.message(), Optional.of(answer)));
        if (before.received().memory().find(counter).isPresent()) {
            states.put(key, before.withReceived(before.received().answered(counter, Octets.EMPTY)));
        }
    }

    @Override
    public synchronized Optional<Octets> answer(CemKey key, long counter) {
        check();
        return Optional.ofNullable(accepted.get(new MessageKey(key, counter))).flatMap(Taken::answer);
    }

    @Override
    public synchronized Fence note(CemKey key, long epoch, long counter, long configurationConfirmed) {
        CemState before = load(key);
        if (before.epoch() != epoch) {
            return Fence.STALE;
        }
        states.put(
                key,
                before.withReceived(before.received().acceptLinkControl(counter))
                        .withConfiguration(configurationConfirmed, 0));
        return Fence.DONE;
    }

    @Override
    public synchronized Fence reserve(CemKey key, long epoch, OutgoingMessage message) {
        CemState before = load(key);
        if (before.epoch() != epoch) {
            return Fence.STALE;
        }
        states.put(key, before.withSent(before.sent().signed(message.counter())));
        messages(key).put(message.counter(), message);
        return Fence.DONE;
    }

    @Override
    public synchronized Fence use(CemKey key, long epoch, long counter) {
        CemState before = load(key);
        if (before.epoch() != epoch) {
            return Fence.STALE;
        }
        states.put(key, before.withSent(before.sent().used(counter)));
        return Fence.DONE;
    }

    @Override
    public synchronized Fence settle(CemKey key, long epoch, long counter, Octets answer, long configurationAnswered) {
        CemState before = load(key);
        if (before.epoch() != epoch) {
            return Fence.STALE;
        }
        messages(key).remove(counter);
        states.put(key, before.withSent(before.sent().settled(counter)).withConfiguration(0, configurationAnswered));
        return Fence.DONE;
    }

    @Override
    public synchronized Fence giveUp(CemKey key, long epoch, long counter) {
        CemState before = load(key);
        if (before.epoch() != epoch) {
            return Fence.STALE;
        }
        messages(key).remove(counter);
        states.put(key, before.withSent(before.sent().settled(counter)));
        return Fence.DONE;
    }

    @Override
    public synchronized List<OutgoingMessage> unanswered(CemKey key) {
        check();
        return List.copyOf(messages(key).values());
    }

    private NavigableMap<Long, OutgoingMessage> messages(CemKey key) {
        return outgoing.computeIfAbsent(key, ignored -> new TreeMap<>(Long::compareUnsigned));
    }

    @Override
    public synchronized int tunnelId(CemKey key, long counter) {
        return tunnelIds.computeIfAbsent(new MessageKey(key, counter), ignored -> nextTunnelId(key));
    }

    @Override
    public synchronized int nextTunnelId(CemKey key) {
        check();
        return lastTunnelIds.merge(key, 0, (last, ignored) -> (last + 1) % 256);
    }

    @Override
    public synchronized List<BegunMessage> begun() {
        List<BegunMessage> begun = new ArrayList<>();
        accepted.forEach((key, taken) -> {
            if (taken.answer().isEmpty()) {
                begun.add(new BegunMessage(
                        taken.key(), key.counter(), taken.message().octets()));
            }
        });
        begun.sort(Comparator.comparingLong(BegunMessage::counter));
        return begun;
    }

    @Override
    public synchronized void check() {
        if (failing) {
            throw new StoreException("the test wants it so", new IllegalStateException("test"));
        }
    }

    @Override
    public void close() {}

    @Override
    public synchronized OptionalLong newestMillis() {
        return LongStream.concat(
                        accepted.values().stream()
                                .mapToLong(taken -> taken.message().atMillis()),
                        outgoing.values().stream()
                                .flatMap(messages -> messages.values().stream())
                                .mapToLong(OutgoingMessage::atMillis))
                .max();
    }
}
