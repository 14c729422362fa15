package uk.route2b.prove.run;

import java.util.List;
import java.util.Map;

/**
 * One line of the results: a block of rounds that is over.
 *
 * @param number counts from 1 within store and seed
 * @param seed of the whole run; the block's own follows from it and the number
 */
public record BlockResult(
        String proof,
        String store,
        String plant,
        long seed,
        int number,
        int rounds,
        double seconds,
        Map<String, Long> counts,
        List<String> breaches) {
    public BlockResult {
        counts = Map.copyOf(counts);
        breaches = List.copyOf(breaches);
    }

    /** Whether a promise was broken. */
    boolean isBroken() {
        return !breaches.isEmpty();
    }
}
