package uk.route2b.pki.command.fragment;

import java.util.List;
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
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentHeader;
import uk.route2b.protocol.tunnel.FragmentOrigin;
import uk.route2b.protocol.tunnel.FragmentSplitter;
import uk.route2b.protocol.tunnel.TunnelMessage;

/** {@code fragment split}. */
@Command(
        name = "split",
        description = {
            "Cuts the octets of FILE into fragments and prints one a line: deflated if that is shorter, Base64, 110"
                    + " characters each down and 1,062 up.",
            "With --hex FILE holds hexadecimal digits, as message sign prints them."
        },
        footer = {
            "%nExamples:%n",
            "  route2b fragment split --direction down --message-id 7 --hex message.hex",
            "  route2b fragment split --direction up --message-id 7 report.xml > fragments.txt"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class FragmentSplitCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--direction", paramLabel = "down|up", required = true, description = "Which way it goes.")
    private Direction direction;

    @Option(
            names = "--message-id",
            paramLabel = "N",
            defaultValue = "0",
            description = "Message id, 0 to 255; default ${DEFAULT-VALUE}.")
    private int messageId;

    @Option(
            names = "--origin",
            paramLabel = "dsrsp|cem",
            description = "Who speaks; as the direction tells if it is left out.")
    private @Nullable FragmentOrigin origin;

    @Option(names = "--hex", description = "FILE holds hexadecimal digits.")
    private boolean hex;

    @Parameters(paramLabel = "FILE", description = "The octets to cut; - is standard input.")
    private String file;

    public FragmentSplitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (messageId < 0 || messageId > FragmentHeader.MESSAGE_ID_MOST) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--message-id", "it is not 0 to 255", "route2b fragment split --help");
        }
        fragments().forEach(fragment -> console.out().println(fragment.text()));
        return ExitCode.DONE.number();
    }

    private List<Fragment> fragments() {
        FragmentOrigin speaker = Optional.ofNullable(origin).orElse(direction.origin());
        try {
            return FragmentSplitter.split(TunnelMessage.of(octets()), direction, speaker, messageId);
        } catch (IllegalArgumentException tooLong) {
            throw new CommandFailure(ExitCode.INPUT, file, String.valueOf(tooLong.getMessage()), "send it by route 2b");
        }
    }

    private Octets octets() {
        Octets read = Octets.of(new InputFile(file).read(console, MessageFile.MOST));
        return hex ? HexDigits.read(file, read) : read;
    }
}
