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
 * @param gatewayJava how gateways are started
 * @param cemJava how CEMs are started
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
        JavaCommand gatewayJava,
        JavaCommand cemJava,
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
            JavaCommand gatewayJava,
            JavaCommand cemJava,
            long seed,
            long nowMillis) {
        this(
                folder,
                identities,
                store,
                environment,
                nodes,
                plant,
                gatewayJava,
                cemJava,
                seed,
                nowMillis,
                name -> Map.of());
    }
}
