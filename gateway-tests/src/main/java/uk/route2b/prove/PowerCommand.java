package uk.route2b.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.prove.crash.CrashOptions.Store;
import uk.route2b.prove.power.PowerOptions;
import uk.route2b.prove.power.PowerPlant;
import uk.route2b.prove.power.PowerProof;
import uk.route2b.prove.power.PowerShim;
import uk.route2b.prove.power.PowerSummary;

/** {@code prove power}. */
@Command(
        name = "power",
        description = {
            "Cuts the power of gateway and CEMs under load: each is killed, and of what it wrote without a sync a seed"
                    + " drops all or some, or tears it at sectors of 512 octets; names that no sync of their folder made"
                    + " certain go too. They start again on what is left, and the books are compared as in prove crash.",
            "Needs Linux and a C compiler (cc, gcc or clang): a library that is preloaded into the processes notes what"
                    + " they ask of their disk. Where there is none the proof is left out, and says so.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b prove power --rounds 100",
            "      goes on where it stopped",
            "  route2b prove power --plant synchronous-off",
            "      a planted fault, which has to end with exit code 1",
        })
final class PowerCommand implements Callable<Integer> {
    private static final int SEED_MOST = 1_000_000;
    private static final int ROUNDS = 20;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Power cuts in all, earlier runs included; default ${DEFAULT-VALUE}.")
    private int rounds = ROUNDS;

    @Option(names = "--store", paramLabel = "STORE", description = "sqlite, the only one whose power is cut.")
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

    @Option(
            names = "--plant",
            paramLabel = "FAULT",
            description = "Plant a fault that the checker has to find; 'list' names them.")
    private String plant = "none";

    @Option(names = "--verbose", description = "Say each round.")
    private boolean verbose;

    @Option(names = "--keep", description = "Keep stores, traces and logs also where everything held.")
    private boolean keep;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (plant.equals("list")) {
            System.out.println(PowerPlant.list());
            return ExitCode.DONE.number();
        }
        require();
        Path run = folder();
        Optional<PowerShim> shim = PowerShim.make(run.resolve("power"));
        if (shim.isEmpty()) {
            System.out.println("prove power: LEFT OUT, nothing is shown: it needs Linux and a C compiler (cc, gcc or"
                    + " clang) on the path");
            return ExitCode.DONE.number();
        }
        PowerOptions options = new PowerOptions(rounds, seed(run), PowerPlant.named(plant), run, keep);
        System.out.println("prove power: seed " + options.seed() + ", folder " + run);
        PowerSummary summary = new PowerProof(options, InstantSource.system(), shim.get(), this::say).run();
        summary.print(System.out);
        return summary.holds() ? ExitCode.DONE.number() : ExitCode.FINDING.number();
    }

    private void require() {
        if (rounds < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--rounds " + rounds, "there is nothing to do", "name at least 1");
        }
        if (store != Store.SQLITE) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--store " + store.word(),
                    "power cuts are simulated for SQLite and for the CEM's files only",
                    "route2b prove power --store sqlite");
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
    private long seed(Path run) throws IOException {
        Path file = run.resolve("seed-power");
        if (seed == null && Files.exists(file)) {
            return Long.parseLong(Files.readString(file).strip());
        }
        long chosen = seed == null ? 1 + ThreadLocalRandom.current().nextInt(SEED_MOST) : seed;
        Files.createDirectories(run);
        Files.writeString(file, chosen + "\n");
        return chosen;
    }
}
