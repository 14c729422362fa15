package uk.route2b.cem;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.client.StateCopy;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;

/** The command {@code cem restore}. */
@Command(
        name = "restore",
        header = "Puts a copy back in the place of a CEM's state, while no CEM uses it.",
        description = {
            "",
            "Checks all of the copy, and makes the state folder anew from it; a folder that was there is kept beside it."
                    + " Prints what may be lost.",
            "A CEM restored so reuses no counter and acts on nothing twice: what the DSRSP signed before the first"
                    + " welcome after it, and the copy does not know, is answered 03 (in doubt, \"restored\"). Payloads"
                    + " that waited for a VEN in the copy are given to it, perhaps again.",
            "If it is interrupted it has to be run again: the CEM does not start on half a state.",
            "",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b cem restore --config config/cem-1.yaml --from backup/cem-1.zip",
            "  route2b cem restore --config config/cem-1.yaml --from backup/cem-1.zip --force",
        })
final class RestoreCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    private Path config = Path.of("");

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "The copy; it stays as it is.")
    private Path from = Path.of("");

    @Option(names = "--force", description = "Replace the state that is there; it is kept beside the new one.")
    private boolean force;

    @Option(names = "--json", description = "Answer for a program.")
    private boolean json;

    @Override
    public Integer call() {
        CemConfiguration configuration = CemConfiguration.read(config, System.getenv());
        if (!Files.isRegularFile(from)) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    from.toString(),
                    "there is no such file",
                    "name a file that route2b cem backup wrote");
        }
        Path folder = configuration.state();
        new AtomicFiles(force).refuseIfInTheWay(folder.resolve("state"));
        try {
            Instant now = Instant.now();
            StateCopy.Restored restored = StateCopy.restore(from, folder, configuration.record(), now, force);
            report(CopyAnswer.of(from, restored.about(), restored.replaced()), now);
        } catch (IOException failed) {
            throw StateFailure.of(from.toString(), failed);
        }
        return ExitCode.DONE.number();
    }

    private void report(CopyAnswer answer, Instant now) {
        PrintStream out = Console.ofProcess().out();
        if (json) {
            JsonOutput.write(out, answer);
            return;
        }
        out.println("CEM " + answer.cem() + " is as it was at " + answer.copiedAt() + ", restored at " + now);
        if (answer.replaced() != null) {
            out.println("the state that was replaced is kept as " + answer.replaced());
        }
        out.println("may be lost: whatever was sent, accepted, answered and given to a VEN between these two moments");
        out.println(
                "in doubt: what the DSRSP has signed until the first welcome from now on and the copy does not know;"
                        + " it is answered 03 and not acted on");
        out.println("what the copy knows: sent up to " + answer.lastSent() + ", accepted up to "
                + answer.highestAccepted() + ", " + answer.unanswered() + " of our messages without an answer, "
                + answer.payloads() + " payloads waiting for a VEN");
    }
}
