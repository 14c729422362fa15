package uk.route2b.prove.simulation;

import java.nio.file.Path;
import uk.route2b.prove.run.RunPlan;

/**
 * What is to be simulated.
 *
 * @param days in all, earlier runs in the same folder included
 * @param folder where results stand
 */
public record SimulationOptions(int days, long seed, SimulationPlant plant, Path folder) {
    /** Its name in results. */
    public static final String PROOF = "simulation";

    static final String STORE = "sqlite";

    /** The same in the words of the results. */
    RunPlan plan() {
        return new RunPlan(PROOF, STORE, plant.word(), seed, days, folder, false);
    }
}
