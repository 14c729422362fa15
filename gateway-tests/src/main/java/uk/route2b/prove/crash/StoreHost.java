package uk.route2b.prove.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Gives each block of rounds an empty store. */
public interface StoreHost extends AutoCloseable {
    /**
     * A store.
     *
     * @param yaml the value of the key store in the gateways' configuration, the node apart
     * @param environment of the gateways
     */
    record Place(String yaml, Map<String, String> environment) {
        public Place {
            environment = Map.copyOf(environment);
        }
    }

    /** A new and empty one. */
    Place place(Path folder);

    /** The names of the nodes that share it. */
    List<String> nodes();

    /** Whether there are several nodes. */
    default boolean twoNodes() {
        return nodes().size() > 1;
    }

    @Override
    void close();

    /** A SQLite file for one node. */
    static StoreHost sqlite() {
        return new StoreHost() {
            @Override
            public Place place(Path folder) {
                return new Place(
                        "sqlite: \"${PROVE_DATABASE}\"",
                        Map.of(
                                "PROVE_DATABASE",
                                folder.resolve("state/server.db").toString()));
            }

            @Override
            public List<String> nodes() {
                return List.of("node-a");
            }

            @Override
            public void close() {
                // the file goes with the world's folder
            }
        };
    }
}
