package uk.route2b.prove.run;

import java.nio.file.Path;

/**
 * What is to be proved, in the words of the results.
 *
 * @param proof crash, counter, power
 * @param store whose promises are tried
 * @param plant the planted fault; {@link #NO_PLANT} for none
 * @param seed of the whole run
 * @param rounds in all, those of earlier runs with the same seed included
 * @param folder of the run
 * @param keep whether the worlds stay on the disk also where all held
 */
public record RunPlan(String proof, String store, String plant, long seed, int rounds, Path folder, boolean keep) {
    public static final String NO_PLANT = "none";

    private static final long SEEDS_APART = 1_000_003;

    /** Whether the run has to break. */
    public boolean isPlanted() {
        return !plant.equals(NO_PLANT);
    }

    /** The seed of a block. */
    long seed(int block) {
        return seed * SEEDS_APART + block;
    }

    /** Where a block has its world. */
    WorldFolder world(int block) {
        return WorldFolder.of(folder, String.join("-", proof, store, plant, Long.toString(seed), "" + block));
    }

    /** Whether {@code result} is of this run. */
    public boolean has(BlockResult result) {
        return result.proof().equals(proof)
                && result.store().equals(store)
                && result.plant().equals(plant)
                && result.seed() == seed;
    }
}
