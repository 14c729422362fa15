package uk.route2b.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.server.logging.ServerLog;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.postgresql.PostgresSettings;
import uk.route2b.server.store.postgresql.PostgresStore;
import uk.route2b.server.store.sqlite.SqliteStore;

/** {@code bench store}: how many messages the stores take durably, beside what the disk itself does. */
@Command(
        name = "store",
        header = "Messages a second through the stores of the gateway.",
        description = {
            "",
            "Each CEM is a thread that waits for each commit, as the gateway does. up: accepted and answered, two commits;"
                    + " down: queued, signed and settled, three. Bodies of 1,000 octets, everything synchronised. The disk:"
                    + " appends of 4 KiB with fdatasync, one after the other, in the same folder just before.",
            "",
        },
        footer = {
            "%nExamples:%n",
            "  route2b bench store",
            "  route2b bench store --folder /var/lib/route2b --seconds 20",
            "  route2b bench store --postgresql jdbc:postgresql://localhost:5432/bench --user bench"
        })
final class StoreBenchCommand implements Callable<Integer> {
    private static final int[] CEMS = {1, 16, 256};
    private static final int POOL = 16;

    @Option(names = "--folder", paramLabel = "DIR", description = "On the disk that is meant; default: here.")
    private Path folder = Path.of("");

    @Option(names = "--seconds", paramLabel = "N", description = "Of each measurement; default 10.")
    private int seconds = 10;

    @Option(names = "--postgresql", paramLabel = "URL", description = "An empty database that may be filled.")
    private String url = "";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Of that database; its password is taken from PGPASSWORD.")
    private String user = "postgres";

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        ServerLog.configure(Optional.empty());
        out.println("                               | a second | p50 ms   | p99 ms   | max ms");
        print("disk, 4 KiB and fdatasync", DiskProbe.run(folder.toAbsolutePath(), time()));
        Path place = Files.createTempDirectory(folder.toAbsolutePath(), "bench-store");
        try {
            for (int cems : CEMS) {
                Path file = place.resolve(cems + ".db");
                measure("SQLite", cems, () -> SqliteStore.open(file, "bench", InstantSource.system()));
            }
        } finally {
            remove(place);
        }
        if (!url.isEmpty()) {
            PostgresSettings settings =
                    new PostgresSettings(url, user, System.getenv().getOrDefault("PGPASSWORD", ""), POOL);
            for (int cems : CEMS) {
                measure("PostgreSQL", cems, () -> PostgresStore.open(settings, "bench", InstantSource.system()));
            }
        }
        return ExitCode.DONE.number();
    }

    private Duration time() {
        return Duration.ofSeconds(seconds);
    }

    private void measure(String name, int cems, Supplier<GatewayStore> open)
            throws InterruptedException, ExecutionException {
        try (GatewayStore store = open.get()) {
            StoreLoad load = new StoreLoad(store, cems);
            print(name + ", " + cems + " CEMs, up", load.run(StoreLoad::up, time()));
            print(name + ", " + cems + " CEMs, down", load.run(StoreLoad::down, time()));
        } catch (StoreException failed) {
            throw new CommandFailure(ExitCode.IO, name, failed.failure(), failed.remedy(), failed);
        }
    }

    private void print(String what, Latencies latencies) {
        out.printf("%-30s |%s%n", what, latencies.row());
    }

    private static void remove(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(place);
    }
}
