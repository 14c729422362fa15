package uk.route2b.pki.command.fragment;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.pki.command.message.MessageFile;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.FragmentOrigin;

/** {@code fragment join}. */
@Command(
        name = "join",
        description = {
            "Joins the fragments of FILE, one a line in any order, and writes the octets to standard output.",
            "Lines that are no fragment of the direction are passed over. Exit code 1 if fragments are missing; the"
                    + " error names them."
        },
        footer = {
            "%nExamples:%n",
            "  route2b fragment join --direction down fragments.txt > message.bin",
            "  route2b fragment join --direction up --message-id 7 --hex fragments.txt"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class FragmentJoinCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--direction", paramLabel = "down|up", required = true, description = "Which way they went.")
    private Direction direction;

    @Option(
            names = "--message-id",
            paramLabel = "N",
            description = "Which message, where FILE holds fragments of several.")
    private @Nullable Integer messageId;

    @Option(
            names = "--origin",
            paramLabel = "dsrsp|cem",
            description = "Who speaks; as the direction tells if it is left out.")
    private @Nullable FragmentOrigin origin;

    @Option(names = "--hex", description = "Write hexadecimal digits and a line end instead of octets.")
    private boolean hex;

    @Parameters(paramLabel = "FILE", description = "Fragments, one a line; - is standard input.")
    private String file;

    public FragmentJoinCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String text =
                Octets.of(new InputFile(file).read(console, MessageFile.MOST)).text();
        JoinedFragments joined =
                JoinedFragments.of(text, direction, Optional.ofNullable(origin).orElse(direction.origin()));
        write(joined.one(Optional.ofNullable(messageId)).orElseThrow(() -> notWhole(joined)));
        return ExitCode.DONE.number();
    }

    private CommandFailure notWhole(JoinedFragments joined) {
        return new CommandFailure(
                ExitCode.FINDING, file, joined.problem(), "add the missing lines, or name one message by --message-id");
    }

    private void write(Octets octets) {
        if (hex) {
            console.out().println(octets.hex());
        } else {
            console.out().writeBytes(octets.toArray());
            console.out().flush();
        }
    }
}
