package uk.route2b.server;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.RegisterBuilder;
import uk.route2b.server.register.RegisterFinding;
import uk.route2b.server.register.RegisterOutcome;
import uk.route2b.server.tls.TrustCheck;

/** The command {@code server check}: all that a start would look at, without starting. */
@Command(
        name = "check",
        header = "Checks a configuration without starting.",
        description = {
            "",
            "Reads the file and all that it names: keys match their certificates, certificates hold today and have the"
                    + " right role and use, revocation lists are of authorities that are trusted and hold today, a schema"
                    + " compiles, no TLS key signs messages, tokens cannot be guessed, nothing stands twice, and the ports"
                    + " are free.",
            "",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b server check --config config/server.yaml",
            "  route2b server check --config config/server.yaml --json",
            "",
            "Exit codes: 0 nothing found, 1 something found, 3 configuration unreadable.",
        })
final class CheckCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    private Path config = Path.of("");

    @Option(names = "--json", description = "Answer for a program.")
    private boolean json;

    private final Console console;

    CheckCommand(Console console) {
        this.console = console;
    }

    /** The answer for a program. */
    record Answer(boolean ok, int dsrsps, int cems, List<RegisterFinding> findings) {}

    @Override
    public Integer call() {
        ServerConfiguration configuration = ConfigurationReader.read(config, new Environment(System.getenv()));
        Instant now = InstantSource.system().instant();
        RegisterOutcome outcome = RegisterBuilder.build(configuration, now);
        List<RegisterFinding> findings = new ArrayList<>(outcome.findings());
        findings.addAll(TrustCheck.check(configuration.trust(), configuration.revocationLists(), now));
        schema(configuration).ifPresent(findings::add);
        findings.addAll(FreePorts.check(configuration));
        int cems = outcome.register().map(Register::cems).map(List::size).orElse(0);
        report(new Answer(findings.isEmpty(), configuration.dsrsps().size(), cems, findings));
        return (findings.isEmpty() ? ExitCode.DONE : ExitCode.FINDING).number();
    }

    private static Optional<RegisterFinding> schema(ServerConfiguration configuration) {
        try {
            ChecksAssembly.schema(configuration.checks());
            return Optional.empty();
        } catch (CommandFailure bad) {
            return Optional.of(new RegisterFinding(0, String.valueOf(bad.getMessage()), bad.why(), bad.remedy()));
        }
    }

    private void report(Answer answer) {
        if (json) {
            JsonOutput.write(console.out(), answer);
            return;
        }
        answer.findings().forEach(finding -> {
            console.out().println("found: " + finding);
            console.out().println("  try: " + finding.remedy());
        });
        console.out()
                .println(
                        answer.ok()
                                ? config + " is sound: " + answer.dsrsps() + " DSRSP, " + answer.cems() + " CEMs"
                                : config + ": " + answer.findings().size() + " found");
    }
}
