package uk.route2b.protocol.message;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The counters that were signed from the lowest unanswered one on. Immutable.
 *
 * <p>At most 64: the receiver remembers no more, and must not forget one that is still unanswered.
 */
public final class SendWindow {
    /** Nothing waits. */
    public static final SendWindow EMPTY = new SendWindow(new TreeMap<>(Long::compareUnsigned));

    /** Counter to whether its answer is stored; the first one is unanswered. */
    private final NavigableMap<Long, Boolean> settled;

    private SendWindow(NavigableMap<Long, Boolean> settled) {
        while (!settled.isEmpty() && settled.firstEntry().getValue()) {
            settled.pollFirstEntry();
        }
        this.settled = Collections.unmodifiableNavigableMap(settled);
    }

    /**
     * Restores a window from storage.
     *
     * @param signed counters from the lowest unanswered one on
     * @param unanswered those of them that wait
     */
    public static SendWindow restore(Collection<Long> signed, Set<Long> unanswered) {
        NavigableMap<Long, Boolean> map = new TreeMap<>(Long::compareUnsigned);
        signed.forEach(counter -> map.put(counter, !unanswered.contains(counter)));
        return new SendWindow(map);
    }

    /** The counters that {@link #restore} wants back: all since the lowest unanswered one, lowest first. */
    public Set<Long> signed() {
        return settled.keySet();
    }

    /** Whether one more message may be signed. */
    public boolean isOpen() {
        return settled.size() < CounterMemory.SIZE;
    }

    /** The lowest counter that waits for its answer. */
    public OptionalLong lowestUnanswered() {
        return settled.isEmpty() ? OptionalLong.empty() : OptionalLong.of(settled.firstKey());
    }

    /** Whether an answer to {@code counter} is awaited. */
    public boolean isOutstanding(long counter) {
        return Boolean.FALSE.equals(settled.get(counter));
    }

    /** How many messages were signed since the lowest unanswered one, with it. */
    public int size() {
        return settled.size();
    }

    SendWindow signed(long counter) {
        if (!isOpen()) {
            throw new IllegalStateException("64 messages are unanswered already");
        }
        return with(counter, false);
    }

    SendWindow settled(long counter) {
        return settled.containsKey(counter) ? with(counter, true) : this;
    }

    private SendWindow with(long counter, boolean isSettled) {
        NavigableMap<Long, Boolean> map = new TreeMap<>(settled);
        map.put(counter, isSettled);
        return new SendWindow(map);
    }
}
