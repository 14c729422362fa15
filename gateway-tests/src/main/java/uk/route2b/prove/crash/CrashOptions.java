package uk.route2b.prove.crash;

import java.nio.file.Path;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.run.RunPlan;

/**
 * What is to be proved.
 *
 * @param proof its name in the results: crash or counter
 * @param rounds in all, those of earlier runs with the same seed included
 * @param folder of the run
 * @param keep whether the worlds stay on the disk also where all held
 */
public record CrashOptions(String proof, int rounds, Store store, long seed, Plant plant, Path folder, boolean keep) {
    public static final String CRASH = "crash";
    public static final String COUNTER = "counter";

    /** Where the gateway keeps what it must not lose. */
    public enum Store {
        SQLITE,
        POSTGRESQL;

        /** As on the command line. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The same in the words of the results. */
    RunPlan plan() {
        return new RunPlan(proof, store.word(), plant.word(), seed, rounds, folder, keep);
    }

    /** Whether the aims are those of the counter proof. */
    boolean isCounter() {
        return proof.equals(COUNTER);
    }
}
