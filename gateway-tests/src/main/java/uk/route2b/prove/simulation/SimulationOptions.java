package uk.route2b.prove.simulation;

import java.nio.file.Path;

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
}
