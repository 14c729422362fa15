package uk.route2b.prove.fuzz;

import java.nio.file.Path;
import java.util.List;

/**
 * What is searched.
 *
 * @param targets one after the other
 * @param secondsEach in all, earlier runs with the same seed included
 * @param seed of the search
 * @param folder of inputs, findings and results
 */
public record FuzzOptions(List<FuzzTarget> targets, long secondsEach, long seed, Path folder) {
    public FuzzOptions {
        targets = List.copyOf(targets);
    }
}
