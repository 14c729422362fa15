package uk.route2b.prove.power;

import java.nio.file.Path;

/**
 * What is to be proved.
 *
 * @param rounds in all, those of earlier runs with the same seed included
 * @param folder of the run
 * @param keep whether the worlds stay on the disk also where all held
 */
public record PowerOptions(int rounds, long seed, PowerPlant plant, Path folder, boolean keep) {}
