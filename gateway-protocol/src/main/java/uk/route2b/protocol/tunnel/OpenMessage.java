package uk.route2b.protocol.tunnel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The fragments of one message so far.
 *
 * <p>A later different text for an index replaces the earlier one, because what is replayed is old. What lies above the
 * lowest fragment with the bit {@code last} is not part of the message, but kept: that bit may be the replayed one.
 */
final class OpenMessage {
    private final TreeMap<Integer, Fragment> byIndex = new TreeMap<>();
    private long lastChangeMillis;

    long lastChangeMillis() {
        return lastChangeMillis;
    }

    int characters() {
        return byIndex.values().stream()
                .mapToInt(fragment -> fragment.slice().length() + FragmentHeader.CHARACTERS)
                .sum();
    }

    /** Whether this fragment was here already, to the letter. */
    boolean holds(Fragment fragment) {
        return fragment.equals(byIndex.get(fragment.header().index()));
    }

    void put(Fragment fragment, long nowMillis) {
        byIndex.put(fragment.header().index(), fragment);
        lastChangeMillis = nowMillis;
    }

    /** The message if every index up to the last one is here. */
    Optional<TunnelMessage> complete() {
        OptionalInt last = lastIndex();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        List<Fragment> fragments =
                List.copyOf(byIndex.headMap(last.getAsInt(), true).values());
        return fragments.size() == last.getAsInt() + 1 ? Optional.of(join(fragments)) : Optional.empty();
    }

    private static TunnelMessage join(List<Fragment> fragments) {
        StringBuilder text = new StringBuilder();
        fragments.forEach(fragment -> text.append(fragment.slice()));
        ControlBits bits = fragments.get(0).header().bits();
        return new TunnelMessage(bits.compressed(), bits.base64(), text.toString());
    }

    /** The indexes that are not here; while the last one is unknown, the one above the highest stands for the rest. */
    List<Integer> missing() {
        int end = lastIndex().orElseGet(() -> byIndex.lastKey() + 1);
        List<Integer> missing = new ArrayList<>();
        for (int index = 0; index <= end; index++) {
            if (!byIndex.containsKey(index)) {
                missing.add(index);
            }
        }
        return List.copyOf(missing);
    }

    private OptionalInt lastIndex() {
        return byIndex.values().stream()
                .filter(fragment -> fragment.header().bits().last())
                .mapToInt(fragment -> fragment.header().index())
                .findFirst();
    }
}
