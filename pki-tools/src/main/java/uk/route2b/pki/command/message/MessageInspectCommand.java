package uk.route2b.pki.command.message;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.Console;

/** {@code message inspect}. */
@Command(
        name = "inspect",
        description = {
            "Shows every field of the message in each FILE: raw octets, hexadecimal digits or Base64.",
            "Nothing is verified: see message verify."
        },
        footer = {
            "%nExamples:%n",
            "  route2b message inspect message.hex",
            "  route2b message inspect --json - < message.bin"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class MessageInspectCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Answer as a JSON array, one object a file.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Messages; - is standard input.")
    private List<String> files;

    public MessageInspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new Descriptions(console, json)
                .say(files, file -> MessageDescription.of(MessageFile.read(file, console)));
    }
}
