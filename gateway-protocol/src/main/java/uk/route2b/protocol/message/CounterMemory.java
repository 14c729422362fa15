package uk.route2b.protocol.message;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import uk.route2b.protocol.octets.Octets;

/**
 * What a receiver remembers of one originator: the last 64 accepted counters, and a floor.
 *
 * <p>A counter is new if it is above the floor and not remembered. So two routes may deliver out of order, nothing is
 * accepted twice, and what the sender gave up cannot arrive any more. Immutable: a change is a new memory, which the
 * owner stores in the transaction that takes effect, before it uses it.
 */
public final class CounterMemory {
    /** How many accepted counters are remembered; the sender's window is as wide. */
    public static final int SIZE = 64;

    private final long floor;
    private final NavigableMap<Long, RememberedMessage> remembered;

    private CounterMemory(long floor, NavigableMap<Long, RememberedMessage> remembered) {
        this.floor = floor;
        this.remembered = Collections.unmodifiableNavigableMap(remembered);
    }

    /** Remembers nothing and refuses what is at or below {@code floor}. */
    public static CounterMemory withFloor(long floor) {
        return new CounterMemory(floor, newMap());
    }

    /** Restores a memory from storage. */
    public static CounterMemory restore(long floor, Collection<RememberedMessage> messages) {
        NavigableMap<Long, RememberedMessage> map = newMap();
        messages.forEach(message -> map.put(message.counter(), message));
        return new CounterMemory(floor, map).trimmed();
    }

    /** Counters at or below this one are not new. */
    public long floor() {
        return floor;
    }

    /** The highest counter that was accepted, or the floor. */
    public long highestAccepted() {
        return remembered.isEmpty() ? floor : maxUnsigned(floor, remembered.lastKey());
    }

    /** The remembered messages, lowest counter first. */
    public Collection<RememberedMessage> messages() {
        return remembered.values();
    }

    /** The message that was accepted with {@code counter}, while it is remembered. */
    public Optional<RememberedMessage> find(long counter) {
        return Optional.ofNullable(remembered.get(counter));
    }

    /** Whether {@code counter} is above the floor and not remembered. */
    public boolean isNew(long counter) {
        return Long.compareUnsigned(counter, floor) > 0 && !remembered.containsKey(counter);
    }

    /**
     * Up to this counter nothing is new and nothing is remembered: what its sender still wants an answer to can never
     * get one. A sender that was restored from an old copy may wait for such a message, and has to be told.
     */
    public long spent() {
        long below = remembered.isEmpty() ? floor : remembered.firstKey() - 1;
        return Long.compareUnsigned(below, floor) < 0 ? below : floor;
    }

    /**
     * Whether the oldest of 64 still waits for its answer, so that accepting one more would forget it. A sender that
     * keeps to its window never gets here.
     */
    public boolean isWindowFull() {
        return remembered.size() == SIZE
                && Long.compareUnsigned(remembered.firstKey(), floor) >= 0
                && !remembered.firstEntry().getValue().isAnswered();
    }

    /** The memory after accepting a new message. */
    public CounterMemory accept(long counter, Octets digest) {
        if (!isNew(counter)) {
            throw new IllegalStateException("counter " + Long.toUnsignedString(counter) + " is not new");
        }
        return with(RememberedMessage.unanswered(counter, digest));
    }

    /** The memory after the message with {@code counter} was answered with {@code answer}, the whole signed message. */
    public CounterMemory answered(long counter, Octets answer) {
        RememberedMessage message = find(counter)
                .orElseThrow(() ->
                        new IllegalStateException("counter " + Long.toUnsignedString(counter) + " is not remembered"));
        return with(message.answeredWith(answer));
    }

    /** The memory with a floor of at least {@code declared}; what is remembered below stays, to be answered again. */
    public CounterMemory raiseFloor(long declared) {
        return new CounterMemory(maxUnsigned(floor, declared), new TreeMap<>(remembered));
    }

    private CounterMemory with(RememberedMessage message) {
        NavigableMap<Long, RememberedMessage> map = new TreeMap<>(remembered);
        map.put(message.counter(), message);
        return new CounterMemory(floor, map).trimmed();
    }

    /** With 64 remembered the floor rises to the oldest of them: a 65th below it would otherwise be new for ever. */
    private CounterMemory trimmed() {
        if (remembered.size() < SIZE) {
            return this;
        }
        NavigableMap<Long, RememberedMessage> map = new TreeMap<>(remembered);
        while (map.size() > SIZE) {
            map.pollFirstEntry();
        }
        return new CounterMemory(maxUnsigned(floor, map.firstKey()), map);
    }

    private static NavigableMap<Long, RememberedMessage> newMap() {
        return new TreeMap<>(Long::compareUnsigned);
    }

    private static long maxUnsigned(long one, long other) {
        return Long.compareUnsigned(one, other) >= 0 ? one : other;
    }
}
