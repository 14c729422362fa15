package uk.route2b.pki.command.inspect;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.InputFile;
import uk.route2b.pki.command.message.Descriptions;
import uk.route2b.pki.command.message.MessageFile;
import uk.route2b.protocol.octets.Octets;

/** {@code inspect}: tells what a file is. */
@Command(
        name = "inspect",
        description = {
            "Tells what each FILE is and what stands in it: a certificate, a signed message of ours or of a smart"
                    + " meter, route 2a fragments, a link configuration or link control.",
            "Nothing is verified. Exit code 1 if a FILE is none of these."
        },
        footer = {"%nExamples:%n", "  route2b inspect cem.pem message.hex fragments.txt", "  route2b inspect --json -"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class InspectCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Answer as a JSON array, one object a file.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Anything of ours; - is standard input.")
    private List<String> files;

    public InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new Descriptions(console, json).say(files, file -> Anything.describe(octets(file)));
    }

    private Octets octets(String file) {
        return Octets.of(new InputFile(file).read(console, MessageFile.MOST));
    }
}
