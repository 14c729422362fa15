package uk.route2b.prove.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.sqlite.SqliteStore;

/** Gives a world the real store in a file of its own, in memory where the machine has a place for that. */
final class SimulationStores implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");
    private final Path folder;
    private @Nullable GatewayStore store;

    SimulationStores() throws IOException {
        folder = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "route2b-simulation")
                : Files.createTempDirectory("route2b-simulation");
    }

    GatewayStore open(InstantSource clock) {
        GatewayStore opened = SqliteStore.open(folder.resolve("server.db"), "node", clock);
        store = opened;
        return opened;
    }

    @Override
    public void close() throws IOException {
        if (store != null) {
            store.close();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
