package uk.route2b.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import uk.route2b.commandline.Console;

/** The command {@code server move list}. */
@Command(name = "list", header = "Lists all moves, the newest first.")
final class MoveListCommand implements Callable<Integer> {
    @Mixin
    private OperatorCall operator = new OperatorCall();

    private final Console console;

    MoveListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return operator.say(operator.get("/moves"), console);
    }
}
