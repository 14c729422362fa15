package uk.route2b.pki.command.message;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;

/** {@code message verify}. */
@Command(
        name = "verify",
        description = {
            "Verifies each FILE with the certificates given, and nothing else: no gateway, no store, no network.",
            "FILE holds one message as raw octets, hexadecimal digits or Base64; a MAC header is read over, since only"
                    + " the DCC can check a MAC. Or it is a trace of route2b message trace: then each line is a message,"
                    + " called FILE:LINE. Or it is a transcript of route2b message transcript: then every message"
                    + " and every answer is verified, answers are held against what they answer, counters and the period"
                    + " against the first line, and the report says who proves what. Give the message certificates of"
                    + " both, DSRSP and CEM. docs/evidence.md says what a transcript proves and what it cannot.",
            "Dates of certificates are not judged, so an old message stays verifiable; whose certificates they are says"
                    + " route2b pki verify.",
            "Exit code 0 if all verify, 1 if any does not."
        },
        footer = {
            "%nExamples:%n",
            "  route2b message verify --certificate dsrsp.pem message.hex",
            "  route2b message verify --certificate dsrsp.pem --certificate cem.pem --json *.bin",
            "  route2b message verify --certificate dsrsp.pem --certificate cem.pem \\",
            "      transcript.jsonl"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class MessageVerifyCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--certificate",
            paramLabel = "CERT",
            required = true,
            description = "A certificate of a possible originator, PEM or DER; repeat it for several.")
    private List<String> certificates;

    @Option(names = "--json", description = "Answer as a JSON array, one object a file, or a line of a trace.")
    private boolean json;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Messages, traces or transcripts; - is standard input.")
    private List<String> files;

    public MessageVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Certificates known = Certificates.read(certificates, console);
        VerifiedFile file = new VerifiedFile(console, known, !json);
        List<Object> verdicts = new ArrayList<>();
        boolean all = true;
        for (String name : files) {
            all &= file.verify(name, verdicts::add);
        }
        if (json) {
            JsonOutput.write(console.out(), verdicts);
        }
        return (all ? ExitCode.DONE : ExitCode.FINDING).number();
    }
}
