package uk.route2b.server;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.Console;

/** The command {@code server move show}. */
@Command(name = "show", header = "Shows a move and its CEMs, a hundred at a time.")
final class MoveShowCommand implements Callable<Integer> {
    @Mixin
    private OperatorCall operator = new OperatorCall();

    @Parameters(paramLabel = "N", description = "The number of the move.")
    private long number;

    @Option(names = "--after", paramLabel = "EUI", description = "Begin behind this CEM.")
    private @Nullable String after;

    private final Console console;

    MoveShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return operator.say(operator.get("/moves/" + number + (after == null ? "" : "?after=" + after)), console);
    }
}
