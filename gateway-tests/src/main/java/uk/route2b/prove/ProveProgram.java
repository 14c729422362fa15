package uk.route2b.prove;

import picocli.CommandLine.Command;
import uk.route2b.commandline.Program;

/** The command {@code prove}. */
@Command(
        name = "route2b prove",
        description = {
            "Long proofs: what is acknowledged is never lost, nothing takes effect twice, order is"
                    + " kept, no counter is used twice, whenever either end is killed.",
            "Each prints its seed and its counts, goes on where it stopped, and ends with 0 if everything held, or 1.",
        },
        subcommands = {
            CrashCommand.class,
            CounterCommand.class,
            PowerCommand.class,
            SimulationCommand.class,
            OpenleadrCommand.class,
            FuzzCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b prove crash --rounds 25",
            "  route2b prove crash --rounds 1000 --store postgresql --seed 7",
            "  route2b prove crash --plant list",
            "  route2b prove counter --rounds 1000",
            "  route2b prove power --rounds 100",
            "  route2b prove simulation --days 417",
            "  route2b prove openleadr",
            "  route2b prove fuzz --minutes 60",
            "",
            "docs/proofs.md tells what is proved, how, and how to read the counts.",
        })
public final class ProveProgram implements Runnable {
    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    /** Runs the command that {@code arguments} say. */
    public static void main(String... arguments) {
        Program.main(new ProveProgram(), arguments);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new picocli.CommandLine.ParameterException(spec.commandLine(), "Missing what is to be proved");
        }
    }
}
