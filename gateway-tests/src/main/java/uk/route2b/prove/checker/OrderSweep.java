package uk.route2b.prove.checker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what overtook. Of two messages whose sending overlapped either may come first; one that was over before the
 * other began has to.
 */
final class OrderSweep {
    private final Breach.Kind kind;
    private final Map<String, Passage> latestBeginning = new HashMap<>();
    private final List<Breach> breaches = new ArrayList<>();

    private OrderSweep(Breach.Kind kind) {
        this.kind = kind;
    }

    static List<Breach> of(Breach.Kind kind, List<Passage> passages) {
        OrderSweep sweep = new OrderSweep(kind);
        passages.stream().sorted(Comparator.comparingLong(Passage::arrived)).forEach(sweep::arrive);
        return sweep.breaches;
    }

    private void arrive(Passage passage) {
        Passage before = latestBeginning.get(passage.line());
        if (before != null && passage.ended().isPresent() && passage.ended().getAsLong() < before.began()) {
            breaches.add(new Breach(
                    kind,
                    passage.id() + " arrived after " + before.id() + " at " + passage.line()
                            + ", although it had been answered before that one was sent"));
        }
        if (before == null || passage.began() > before.began()) {
            latestBeginning.put(passage.line(), passage);
        }
    }
}
