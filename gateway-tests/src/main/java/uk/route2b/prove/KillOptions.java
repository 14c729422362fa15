package uk.route2b.prove;

import java.io.IOException;
import java.time.InstantSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import uk.route2b.commandline.ExitCode;
import uk.route2b.prove.crash.CrashOptions;
import uk.route2b.prove.crash.CrashOptions.Store;
import uk.route2b.prove.crash.CrashProof;
import uk.route2b.prove.crash.StoreHost;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.postgresql.PostgresqlHost;

/** Options that the proofs with kills share. */
final class KillOptions {
    private static final int ROUNDS = 26;

    @Mixin
    private RunOptions run = new RunOptions(ROUNDS);

    @Option(names = "--store", paramLabel = "STORE", description = "sqlite (default) or postgresql.")
    private Store store = Store.SQLITE;

    @Option(
            names = "--plant",
            paramLabel = "FAULT",
            description = "Plant a fault that the checker has to find; 'list' names them.")
    private String plant = "none";

    /**
     * Runs and prints, or lists the faults.
     *
     * @return the exit code
     */
    int prove(String proof) throws IOException, InterruptedException {
        if (plant.equals("list")) {
            System.out.println(Plant.list());
            return ExitCode.DONE.number();
        }
        return prove(proof, Plant.named(plant));
    }

    private int prove(String proof, Plant plant) throws IOException, InterruptedException {
        Store used = plant.needsTwoNodes() ? Store.POSTGRESQL : store;
        int rounds = run.rounds();
        long seed = run.seed(proof, proof + "-" + used.word());
        CrashOptions options = new CrashOptions(proof, rounds, used, seed, plant, run.folder(), run.keep());
        try (StoreHost host = used == Store.SQLITE
                ? StoreHost.sqlite()
                : PostgresqlHost.start(run.folder().resolve("postgresql"))) {
            return RunOptions.ended(new CrashProof(options, InstantSource.system(), host, run::say).run());
        }
    }
}
