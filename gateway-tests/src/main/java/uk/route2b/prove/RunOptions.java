package uk.route2b.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.prove.crash.CrashOptions;
import uk.route2b.prove.crash.CrashOptions.Store;
import uk.route2b.prove.crash.CrashProof;
import uk.route2b.prove.crash.StoreHost;
import uk.route2b.prove.crash.Summary;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.postgresql.PostgresqlHost;

/** Options that the proofs with kills share. */
final class RunOptions {
    private static final int SEED_MOST = 1_000_000;
    private static final int ROUNDS = 26;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds in all, earlier runs included; default ${DEFAULT-VALUE}.")
    private int rounds = ROUNDS;

    @Option(names = "--store", paramLabel = "STORE", description = "sqlite (default) or postgresql.")
    private Store store = Store.SQLITE;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description =
                    "Of all that is left to chance; by default that of the last run in the folder, else a new one.")
    private @Nullable Long seed;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where results, certificates and logs stand; default prove-run.")
    private @Nullable Path folder;

    @Option(names = "--verbose", description = "Say each round.")
    private boolean verbose;

    @Option(names = "--keep", description = "Keep stores and logs also where everything held.")
    private boolean keep;

    /**
     * Runs and prints.
     *
     * @return the exit code
     */
    int prove(String proof, Plant plant) throws IOException, InterruptedException {
        if (rounds < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--rounds " + rounds, "there is nothing to do", "name at least 1");
        }
        Store used = plant.needsTwoNodes() ? Store.POSTGRESQL : store;
        Path run = folder();
        CrashOptions options = new CrashOptions(proof, rounds, used, seed(run, proof, used), plant, run, keep);
        System.out.println("prove " + proof + ": seed " + options.seed() + ", folder " + run);
        try (StoreHost host =
                used == Store.SQLITE ? StoreHost.sqlite() : PostgresqlHost.start(run.resolve("postgresql"))) {
            Summary summary = new CrashProof(options, InstantSource.system(), host, this::say).run();
            summary.print(System.out);
            return summary.holds() ? ExitCode.DONE.number() : ExitCode.FINDING.number();
        }
    }

    private void say(String what) {
        if (verbose || !what.startsWith("round")) {
            System.out.println(what);
            System.out.flush();
        }
    }

    private Path folder() {
        Path home = Path.of(Optional.ofNullable(System.getenv("ROUTE2B_HOME")).orElse(""));
        return (folder == null ? home.resolve("prove-run") : folder)
                .toAbsolutePath()
                .normalize();
    }

    /** The seed of a run that was stopped is the one that goes on. */
    private long seed(Path run, String proof, Store used) throws IOException {
        Path file = run.resolve("seed-" + proof + "-" + used.word());
        if (seed == null && Files.exists(file)) {
            return Long.parseLong(Files.readString(file).strip());
        }
        long chosen = seed == null ? 1 + ThreadLocalRandom.current().nextInt(SEED_MOST) : seed;
        Files.createDirectories(run);
        Files.writeString(file, chosen + "\n");
        return chosen;
    }
}
