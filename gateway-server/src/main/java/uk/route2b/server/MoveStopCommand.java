package uk.route2b.server;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.Console;

/** The command {@code server move stop}. */
@Command(name = "stop", header = "Stops a move: no further CEM gets it; those that were told go on.")
final class MoveStopCommand implements Callable<Integer> {
    @Mixin
    private OperatorCall operator = new OperatorCall();

    @Parameters(paramLabel = "N", description = "The number of the move.")
    private long number;

    private final Console console;

    MoveStopCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return operator.say(operator.post("/moves/" + number + "/stop", Map.of()), console);
    }
}
