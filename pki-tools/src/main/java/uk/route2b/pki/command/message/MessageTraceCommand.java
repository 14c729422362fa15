package uk.route2b.pki.command.message;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;

/** {@code message trace}, which as {@link MessageTranscriptCommand} stands in the gateway's module. */
@Command(name = "trace", description = "Writes the raw signed messages of a CEM from a gateway's store, a line each.")
final class MessageTraceCommand implements Callable<Integer> {
    @Parameters(hidden = true, arity = "0..*")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        throw new CommandFailure(
                ExitCode.USAGE,
                ("message trace " + String.join(" ", words)).strip(),
                "this program has no gateway's store",
                "run it as ./route2b message trace, which finds the program that has");
    }
}
