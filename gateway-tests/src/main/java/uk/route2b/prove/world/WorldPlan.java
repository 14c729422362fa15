package uk.route2b.prove.world;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.process.JavaCommand;

/**
 * What a world is made of.
 *
 * @param folder of this world, two levels below the run folder
 * @param store the YAML that names the store, the node apart
 * @param environment of the gateways
 * @param nodes their names
 * @param java how children are started
 * @param seed of what is left to chance
 * @param lives more environment for the next life of whoever is named, asked as it begins
 */
public record WorldPlan(
        Path folder,
        Identities identities,
        String store,
        Map<String, String> environment,
        List<String> nodes,
        Plant plant,
        JavaCommand java,
        long seed,
        long nowMillis,
        Function<String, Map<String, String>> lives) {
    public WorldPlan {
        environment = Map.copyOf(environment);
        nodes = List.copyOf(nodes);
    }

    /** One whose processes have nothing more in their environment. */
    public WorldPlan(
            Path folder,
            Identities identities,
            String store,
            Map<String, String> environment,
            List<String> nodes,
            Plant plant,
            JavaCommand java,
            long seed,
            long nowMillis) {
        this(folder, identities, store, environment, nodes, plant, java, seed, nowMillis, name -> Map.of());
    }

    /** The same in another folder, with children that leave archives of their classes behind. */
    public WorldPlan training(Path elsewhere) {
        return new WorldPlan(
                elsewhere, identities, store, environment, nodes, Plant.NONE, java.trained(), seed, nowMillis);
    }
}
