package uk.route2b.client.internal.session;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The payloads that nobody has taken yet, by number. Immutable.
 *
 * @param lastNumber the last number given
 * @param entries oldest first
 */
public record Inbox(long lastNumber, NavigableMap<Long, InboxEntry> entries) {
    /** Nothing came yet. */
    public static final Inbox EMPTY = new Inbox(0, new TreeMap<>());

    public Inbox {
        entries = Collections.unmodifiableNavigableMap(new TreeMap<>(entries));
    }

    /** With one more, under the number after the last one. */
    public Inbox with(InboxEntry entry) {
        NavigableMap<Long, InboxEntry> next = new TreeMap<>(entries);
        next.put(lastNumber + 1, entry);
        return new Inbox(lastNumber + 1, next);
    }

    Inbox without(Collection<Long> numbers) {
        NavigableMap<Long, InboxEntry> next = new TreeMap<>(entries);
        next.keySet().removeAll(numbers);
        return new Inbox(lastNumber, next);
    }

    /** Without all that {@code superseded} finds. */
    public Inbox without(Predicate<InboxEntry> superseded) {
        NavigableMap<Long, InboxEntry> next = new TreeMap<>(entries);
        next.values().removeIf(superseded);
        return new Inbox(lastNumber, next);
    }

    /** The numbers of all that {@code superseded} finds. */
    public List<Long> numbers(Predicate<InboxEntry> superseded) {
        return entries.entrySet().stream()
                .filter(entry -> superseded.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Octets of all bodies. */
    public long octets() {
        return entries.values().stream().mapToLong(InboxEntry::octets).sum();
    }
}
