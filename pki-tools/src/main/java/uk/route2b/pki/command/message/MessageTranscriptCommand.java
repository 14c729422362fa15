package uk.route2b.pki.command.message;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;

/**
 * {@code message transcript} stands in the gateway's module, because it reads the gateway's store, and the launcher
 * runs it there. It is listed here so that {@code message --help} lists all of its group.
 */
@Command(
        name = "transcript",
        description =
                "Writes the signed messages and receipts of a CEM and a period from a gateway's store, as evidence.")
final class MessageTranscriptCommand implements Callable<Integer> {
    @Parameters(hidden = true, arity = "0..*")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        throw new CommandFailure(
                ExitCode.USAGE,
                ("message transcript " + String.join(" ", words)).strip(),
                "this program has no gateway's store",
                "run it as ./route2b message transcript, which finds the program that has");
    }
}
