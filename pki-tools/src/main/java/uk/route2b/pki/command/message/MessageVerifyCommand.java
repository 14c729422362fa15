package uk.route2b.pki.command.message;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.protocol.message.Ecdsa;

/** {@code message verify}. */
@Command(
        name = "verify",
        description = {
            "Verifies the signature of each FILE with the certificates given.",
            "FILE holds one message as raw octets, hexadecimal digits or Base64; a MAC header is read over, since only"
                    + " the DCC can check a MAC. Dates of certificates are not judged: an old message stays verifiable.",
            "Exit code 0 if all verify, 1 if any does not."
        },
        footer = {
            "%nExamples:%n",
            "  route2b message verify --certificate dsrsp.pem message.hex",
            "  route2b message verify --certificate dsrsp.pem --certificate cem.pem --json *.bin"
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

    @Option(names = "--json", description = "Answer as a JSON array, one object a file.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Messages; - is standard input.")
    private List<String> files;

    public MessageVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Certificates known = Certificates.read(certificates, console);
        Ecdsa ecdsa = Ecdsa.PLATFORM;
        List<Verdict> verdicts = files.stream()
                .map(file -> Verdict.of(file, MessageFile.read(file, console), known, ecdsa))
                .toList();
        say(verdicts);
        boolean all = verdicts.stream().allMatch(Verdict::verified);
        return (all ? ExitCode.DONE : ExitCode.FINDING).number();
    }

    private void say(List<Verdict> verdicts) {
        if (json) {
            JsonOutput.write(console.out(), verdicts);
        } else {
            verdicts.forEach(verdict -> console.out().println(verdict.line()));
        }
    }
}
