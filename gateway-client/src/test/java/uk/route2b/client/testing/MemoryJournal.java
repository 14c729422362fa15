package uk.route2b.client.testing;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.spi.DamagedException;
import uk.route2b.client.spi.Journal;
import uk.route2b.protocol.octets.Octets;

/** A journal that survives an engine, not the test; it can be made to fail. */
public final class MemoryJournal implements Journal {
    private final Map<String, Octets> bodies = new ConcurrentHashMap<>();
    private final Map<String, Octets> ever = new ConcurrentHashMap<>();
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();
    private @Nullable Octets state;
    private boolean failing;
    private boolean full;
    private boolean broken;
    private int commits;
    private int refused;

    public void failing(boolean now) {
        failing = now;
    }

    /** There is room for a state, and none for a body. */
    public void full(boolean now) {
        full = now;
    }

    /** The next commit meets a bug. */
    public void breakOnce() {
        broken = true;
    }

    /** How many commits failed. */
    public int refused() {
        return refused;
    }

    /** A state from elsewhere is put in the place of this one; all bodies ever added are there. */
    public void replace(Octets other) {
        state = other;
        bodies.putAll(ever);
    }

    /** A body as it was added last, also if it has gone. */
    public Octets lastBody(String name) {
        return Objects.requireNonNull(ever.get(name));
    }

    /** The medium loses a body. */
    public void damage(String name) {
        damaged.add(name);
    }

    public int commits() {
        return commits;
    }

    public Set<String> names() {
        return Set.copyOf(bodies.keySet());
    }

    @Override
    public Optional<Octets> state() {
        return Optional.ofNullable(state);
    }

    @Override
    public Octets body(String name) throws IOException {
        Octets body = bodies.get(name);
        if (body == null || damaged.contains(name)) {
            throw new DamagedException("no body " + name);
        }
        return body;
    }

    @Override
    public void commit(Octets next, Map<String, Octets> added, Set<String> kept) throws IOException {
        if (broken) {
            broken = false;
            throw new IllegalStateException("the test's journal has a bug");
        }
        if (failing || full && !added.isEmpty()) {
            refused++;
            throw new IOException("the test's journal fails");
        }
        bodies.putAll(added);
        ever.putAll(added);
        bodies.keySet().retainAll(kept);
        if (!bodies.keySet().equals(kept)) {
            throw new IllegalStateException("a body that is kept was never added: " + kept);
        }
        state = next;
        commits++;
    }

    @Override
    public void close() {}
}
