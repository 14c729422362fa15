package uk.route2b.server;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code server move}, which is nothing without what it has below. */
@Command(
        name = "move",
        header = "Brings another link configuration to some CEMs or all, so many a minute.",
        description = {
            "",
            "Orders it from the running gateway on this machine, over its operator's listener: the order is in the store"
                    + " and goes on after a restart. What is not given stays as the DSRSP's own configuration has it.",
            "",
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b server move begin --config server.yaml --dsrsp 90-B3-D5-1F-30-01-00-08 --per-minute 60 \\",
            "    --endpoint wss://new.example.org/route2b --gateway 4E5ED7D3AB43485C --issuer 4F5688D7EC933BE2",
            "  route2b server move list --config server.yaml",
            "  route2b server move show 1 --config server.yaml --json",
            "  route2b server move stop 1 --config server.yaml",
            "",
            "Exit codes: 0 done, 1 refused, 2 wrong usage, 3 configuration unreadable, 6 no gateway answers.",
        },
        subcommands = {MoveBeginCommand.class, MoveListCommand.class, MoveShowCommand.class, MoveStopCommand.class})
final class MoveCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command != null) {
            throw new ParameterException(command.commandLine(), "Missing what to do: begin, list, show or stop");
        }
        throw new IllegalStateException("picocli names the command");
    }
}
