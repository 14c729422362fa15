package uk.route2b.server.testing;

import java.util.HashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.DispatchChange;
import uk.route2b.server.store.DispatchCount;

/** The model of how many homes may change at once: it keeps no counts and looks at every CEM each time. */
final class MemoryDispatch {
    private static final int PAST = 2 * DispatchChange.WINDOW;

    private final MemoryTables tables;

    MemoryDispatch(MemoryTables tables) {
        this.tables = tables;
    }

    private record Window(long begins, long cems) {}

    DispatchCount count(CemKey key, DispatchChange change) {
        tables.states.put(key, tables.state(key));
        TreeSet<Long> known = tables.changes.computeIfAbsent(key, ignored -> new TreeSet<>());
        known.headSet(change.nowMinute() - PAST).clear();
        TreeSet<Long> added = new TreeSet<>(change.minutes());
        added.removeAll(known);
        if (known.size() + added.size() > DispatchChange.MINUTES_MOST) {
            return new DispatchCount(false, Long.MAX_VALUE, added.first());
        }
        Window fullest = fullest(key, known, added);
        if (fullest.cems() > change.most() && !change.anyhow()) {
            return new DispatchCount(false, fullest.cems(), fullest.begins());
        }
        known.addAll(added);
        change.list()
                .ifPresent(list -> tables.lists
                        .computeIfAbsent(key, ignored -> new HashMap<>())
                        .put(list.ven(), list.text()));
        return new DispatchCount(true, fullest.cems(), fullest.begins());
    }

    private Window fullest(CemKey key, NavigableSet<Long> known, NavigableSet<Long> added) {
        List<Long> begins = added.stream()
                .flatMap(minute -> LongStream.rangeClosed(minute - DispatchChange.WINDOW + 1, minute)
                        .boxed())
                .filter(begin -> !changesIn(known, begin))
                .distinct()
                .sorted()
                .toList();
        Window fullest = new Window(0, 0);
        for (long begin : begins) {
            long others = tables.changes.entrySet().stream()
                    .filter(entry -> entry.getKey().dsrsp().equals(key.dsrsp()))
                    .filter(entry -> !entry.getKey().equals(key))
                    .filter(entry -> changesIn(entry.getValue(), begin))
                    .count();
            fullest = others + 1 > fullest.cems() ? new Window(begin, others + 1) : fullest;
        }
        return fullest;
    }

    private static boolean changesIn(NavigableSet<Long> minutes, long begin) {
        return !minutes.subSet(begin, true, begin + DispatchChange.WINDOW, false)
                .isEmpty();
    }

    Optional<String> list(CemKey key, String ven) {
        return Optional.ofNullable(tables.lists.get(key)).map(lists -> lists.get(ven));
    }

    int prune(long nowMillis) {
        int touched = 0;
        for (TreeSet<Long> minutes : tables.changes.values()) {
            var past = minutes.headSet(nowMillis / 60_000 - PAST);
            touched += past.size();
            past.clear();
        }
        return touched;
    }
}
