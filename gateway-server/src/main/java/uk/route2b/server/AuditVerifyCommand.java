package uk.route2b.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.protocol.certificate.PemText;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.audit.AuditReport;
import uk.route2b.server.audit.AuditVerifier;

/** {@code audit verify}. */
@Command(
        name = "verify",
        header = "Finds what was changed, taken out, put elsewhere or cut off.",
        description = {
            "",
            "Follows the hashes of each node's chain from its oldest file to its newest, and checks the signed heads. What"
                    + " was written after the newest signed head may be cut off without a trace: heads are signed hourly,"
                    + " and at each start and stop, and stand in the log as well.",
            "",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b audit verify state/audit",
            "  route2b audit verify --json --certificate identities/dsrsp-message.pem state/audit",
            "",
            "Exit codes: 0 every chain holds, 1 something was found, 3 nothing there to read.",
        })
final class AuditVerifyCommand implements Callable<Integer> {
    private static final int CERTIFICATE_MOST = 1024 * 1024;

    @Parameters(paramLabel = "FOLDER", description = "The audit's folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "Who has to have signed the heads; without it the certificate in each head is taken, and its"
                    + " key identifier printed for you to compare.")
    private List<String> certificates = new ArrayList<>();

    @Option(names = "--json", description = "Answer for a program.")
    private boolean json;

    private final Console console;

    AuditVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<AuditReport> reports = reports(signers());
        if (reports.isEmpty()) {
            throw nothing("no audit file is in it", null);
        }
        if (json) {
            JsonOutput.write(console.out(), reports);
        } else {
            reports.forEach(this::show);
        }
        boolean sound = reports.stream().allMatch(report -> report.findings().isEmpty());
        return (sound ? ExitCode.DONE : ExitCode.FINDING).number();
    }

    private List<AuditReport> reports(List<X509Certificate> signers) {
        if (!Files.isDirectory(folder)) {
            throw nothing("it is no folder", null);
        }
        try {
            return AuditVerifier.all(folder, signers);
        } catch (IOException failed) {
            throw nothing(String.valueOf(failed.getMessage()), failed);
        }
    }

    private CommandFailure nothing(String why, @org.jspecify.annotations.Nullable IOException cause) {
        String remedy = "name the folder that audit.folder of the configuration names";
        return cause == null
                ? new CommandFailure(ExitCode.INPUT, folder.toString(), why, remedy)
                : new CommandFailure(ExitCode.INPUT, folder.toString(), why, remedy, cause);
    }

    private List<X509Certificate> signers() {
        List<X509Certificate> signers = new ArrayList<>();
        for (String name : certificates) {
            try {
                signers.add(PemText.certificates(Octets.of(new InputFile(name).read(console, CERTIFICATE_MOST)))
                        .get(0));
            } catch (MalformedException unreadable) {
                throw new CommandFailure(ExitCode.INPUT, name, "it is no certificate", "name a PEM file", unreadable);
            }
        }
        return signers;
    }

    private void show(AuditReport report) {
        report.findings()
                .forEach(finding ->
                        console.out().println(finding.kind() + ": " + finding.file() + ": " + finding.detail()));
        String verdict = report.findings().isEmpty()
                ? "holds"
                : "does NOT hold: " + report.findings().size() + " found";
        console.out()
                .println("chain of " + report.node() + " " + verdict + "; records " + report.first() + " to "
                        + report.last() + ", " + report.heads() + " signed heads up to record " + report.signed()
                        + " by " + String.join(", ", report.signers()) + ", " + report.torn() + " torn lines told");
        console.out().println("its last hash is " + report.hash());
    }
}
