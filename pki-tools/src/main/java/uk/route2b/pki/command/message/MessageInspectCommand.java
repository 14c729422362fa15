package uk.route2b.pki.command.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.InputFile;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.transcript.TraceLine;

/** {@code message inspect}. */
@Command(
        name = "inspect",
        description = {
            "Shows every field of the message in each FILE: raw octets, hexadecimal digits or Base64; or of each message"
                    + " in a trace of route2b message trace, called FILE:LINE.",
            "Nothing is verified: see message verify."
        },
        footer = {
            "%nExamples:%n",
            "  route2b message inspect message.hex",
            "  route2b message inspect --json - < message.bin",
            "  route2b message trace 00-DB-12-34-56-78-90-C1 --config server.yaml | route2b message inspect -"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class MessageInspectCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Answer as a JSON array, one object a message.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Messages or traces; - is standard input.")
    private List<String> files;

    public MessageInspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Descriptions.Part> messages = new ArrayList<>();
        files.forEach(file -> read(new InputFile(file), messages));
        return new Descriptions(console, json).say(messages, MessageDescription::of);
    }

    private void read(InputFile file, List<Descriptions.Part> messages) {
        Octets octets = Octets.of(file.read(console, MessageFile.MOST));
        if (!TraceLine.begins(octets.slice(0, Math.min(TraceLine.BEGINNING, octets.size())))) {
            messages.add(Descriptions.Part.of(file.name(), MessageFile.decode(octets)));
            return;
        }
        try {
            new TraceFile(file.name(), new LineFile(new ByteArrayInputStream(octets.toArray()))).read(into(messages));
        } catch (IOException failed) {
            throw file.failed(failed);
        }
    }

    private static TraceFile.Reader into(List<Descriptions.Part> messages) {
        return new TraceFile.Reader() {
            @Override
            public void message(String name, Octets octets) {
                messages.add(Descriptions.Part.of(name, octets));
            }

            @Override
            public void bad(String name, String why) {
                messages.add(Descriptions.Part.bad(name, why));
            }
        };
    }
}
