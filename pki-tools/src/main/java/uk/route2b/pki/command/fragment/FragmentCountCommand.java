package uk.route2b.pki.command.fragment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.pki.command.message.MessageFile;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.TunnelMessage;

/** {@code fragment count}. */
@Command(
        name = "count",
        description = {
            "Says how many fragments each FILE takes down (ECS46a) and up (ECS200).",
            "Count the signed message, not the payload: the signature adds some hundred octets."
        },
        footer = {"%nExample:%n", "  route2b fragment count --hex message.hex"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class FragmentCountCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--hex", description = "Each FILE holds hexadecimal digits.")
    private boolean hex;

    @Option(names = "--json", description = "Answer as a JSON array, one object a file.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Octets; - is standard input.")
    private List<String> files;

    public FragmentCountCommand(Console console) {
        this.console = console;
    }

    private record Count(String file, int octets, int characters, int down, int up) {
        static Count of(String file, Octets octets) {
            int characters = TunnelMessage.of(octets).text().length();
            return new Count(
                    file,
                    octets.size(),
                    characters,
                    Direction.DOWN.fragmentsFor(characters),
                    Direction.UP.fragmentsFor(characters));
        }

        String line() {
            return file + ": " + octets + " octets, " + characters + " characters, " + down + " fragments down, " + up
                    + " up";
        }
    }

    @Override
    public Integer call() {
        List<Count> counts = new ArrayList<>();
        for (String file : files) {
            Octets read = Octets.of(new InputFile(file).read(console, MessageFile.MOST));
            counts.add(Count.of(file, hex ? HexDigits.read(file, read) : read));
        }
        if (json) {
            JsonOutput.write(console.out(), counts);
        } else {
            counts.forEach(count -> console.out().println(count.line()));
        }
        return ExitCode.DONE.number();
    }
}
