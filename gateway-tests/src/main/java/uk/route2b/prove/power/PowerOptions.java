package uk.route2b.prove.power;

import java.nio.file.Path;
import uk.route2b.prove.run.RunPlan;

/**
 * What is to be proved.
 *
 * @param rounds in all, those of earlier runs with the same seed included
 * @param folder of the run
 * @param keep whether the worlds stay on the disk also where all held
 */
public record PowerOptions(int rounds, long seed, PowerPlant plant, Path folder, boolean keep) {
    /** Its name in the results. */
    public static final String POWER = "power";

    private static final String STORE = "sqlite";

    /** The same in the words of the results. */
    RunPlan plan() {
        return new RunPlan(POWER, STORE, plant.word(), seed, rounds, folder, keep);
    }
}
