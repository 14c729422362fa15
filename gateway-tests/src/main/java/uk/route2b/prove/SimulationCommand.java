package uk.route2b.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.prove.simulation.SimulationOptions;
import uk.route2b.prove.simulation.SimulationPlant;
import uk.route2b.prove.simulation.SimulationProof;
import uk.route2b.prove.simulation.SimulationSummary;

/** {@code prove simulation}. */
@Command(
        name = "simulation",
        description = {
            "Plays whole days of a gateway and two CEMs in one process on a virtual clock, with 50 messages a direction"
                    + " and day, both routes and faults on everything, and checks after each step that nothing"
                    + " acknowledged is lost, nothing takes effect twice, order is kept and memory stays bounded.",
            "The same seed plays the same days.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b prove simulation",
            "      10,008 simulated hours",
            "  route2b prove simulation --days 3000 --seed 7",
            "      stop it whenever you like and run it again, it goes on where it stopped",
            "  route2b prove simulation --plant list",
        })
final class SimulationCommand implements Callable<Integer> {
    private static final int SEED_MOST = 1_000_000;
    private static final int DAYS = 417;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Days in all, earlier runs included; default ${DEFAULT-VALUE}.")
    private int days = DAYS;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description =
                    "Of all that is left to chance; by default that of the last run in the folder, else a new one.")
    private @Nullable Long seed;

    @Option(
            names = "--plant",
            paramLabel = "FAULT",
            description = "Plant a fault that has to be found; 'list' names them.")
    private String plant = "none";

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where results and the trace of a failure stand; default prove-run.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        if (plant.equals("list")) {
            System.out.println(SimulationPlant.list());
            return 0;
        }
        if (days < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--days " + days, "there is nothing to do", "name at least 1");
        }
        SimulationPlant planted = SimulationPlant.named(plant);
        SimulationOptions options = new SimulationOptions(days, seed(folder()), planted, folder());
        System.out.println("prove simulation: seed " + options.seed() + ", folder " + options.folder());
        SimulationSummary summary = new SimulationProof(options, System::nanoTime, SimulationCommand::say).run();
        summary.print(System.out);
        return summary.holds() ? ExitCode.DONE.number() : ExitCode.FINDING.number();
    }

    private static void say(String what) {
        System.out.println(what);
        System.out.flush();
    }

    private Path folder() {
        Path home = Path.of(Optional.ofNullable(System.getenv("ROUTE2B_HOME")).orElse(""));
        return (folder == null ? home.resolve("prove-run") : folder)
                .toAbsolutePath()
                .normalize();
    }

    /** The seed of a run that was stopped is the one that goes on. */
    private long seed(Path run) throws IOException {
        Path file = run.resolve("seed-" + SimulationOptions.PROOF);
        if (seed == null && Files.exists(file)) {
            return Long.parseLong(Files.readString(file).strip());
        }
        long chosen = seed == null ? 1 + ThreadLocalRandom.current().nextInt(SEED_MOST) : seed;
        Files.createDirectories(run);
        Files.writeString(file, chosen + "\n");
        return chosen;
    }
}
