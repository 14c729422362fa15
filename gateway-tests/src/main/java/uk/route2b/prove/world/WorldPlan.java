package uk.route2b.prove.world;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.process.JavaCommand;

/**
 * What a world is made of.
 *
 * @param folder of this world, two levels below the run folder
 * @param store the YAML that names the store, the node apart
 * @param environment of the gateways
 * @param nodes their names
 * @param gatewayJava how gateways are started
 * @param cemJava how CEMs are started
 * @param seed of what is left to chance
 */
public record WorldPlan(
        Path folder,
        Identities identities,
        String store,
        Map<String, String> environment,
        List<String> nodes,
        Plant plant,
        JavaCommand gatewayJava,
        JavaCommand cemJava,
        long seed,
        long nowMillis) {
    public WorldPlan {
        environment = Map.copyOf(environment);
        nodes = List.copyOf(nodes);
    }
}
