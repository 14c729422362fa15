package uk.route2b.prove;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.prove.crash.CrashOptions.Store;
import uk.route2b.prove.power.PowerOptions;
import uk.route2b.prove.power.PowerPlant;
import uk.route2b.prove.power.PowerProof;
import uk.route2b.prove.power.PowerShim;

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
    private static final int ROUNDS = 20;

    @Mixin
    private RunOptions run = new RunOptions(ROUNDS);

    @Option(names = "--store", paramLabel = "STORE", description = "sqlite, the only one whose power is cut.")
    private Store store = Store.SQLITE;

    @Option(
            names = "--plant",
            paramLabel = "FAULT",
            description = "Plant a fault that the checker has to find; 'list' names them.")
    private String plant = "none";

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (plant.equals("list")) {
            System.out.println(PowerPlant.list());
            return ExitCode.DONE.number();
        }
        requireSqlite();
        int rounds = run.rounds();
        Optional<PowerShim> shim = PowerShim.make(run.folder().resolve("power"));
        if (shim.isEmpty()) {
            System.out.println("prove power: LEFT OUT, nothing is shown: it needs Linux and a C compiler (cc, gcc or"
                    + " clang) on the path");
            return ExitCode.DONE.number();
        }
        long seed = run.seed(PowerOptions.POWER, PowerOptions.POWER);
        PowerOptions options = new PowerOptions(rounds, seed, PowerPlant.named(plant), run.folder(), run.keep());
        return RunOptions.ended(new PowerProof(options, InstantSource.system(), shim.get(), run::say).run());
    }

    private void requireSqlite() {
        if (store != Store.SQLITE) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--store " + store.word(),
                    "power cuts are simulated for SQLite and for the CEM's files only",
                    "route2b prove power --store sqlite");
        }
    }
}
