package uk.route2b.server;

import java.time.InstantSource;
import java.util.List;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.RegisterBuilder;
import uk.route2b.server.register.RegisterFinding;
import uk.route2b.server.register.RegisterOutcome;

/** Lets a server start with a register that nothing is wrong with, and with no other. */
final class RegisterGate {
    private static final int SHOWN = 20;

    private RegisterGate() {}

    /** @throws CommandFailure exit code 5, with all findings */
    static Register open(ServerConfiguration configuration, InstantSource clock) {
        RegisterOutcome outcome = RegisterBuilder.build(configuration, clock.instant());
        List<RegisterFinding> findings = outcome.findings();
        if (findings.isEmpty() && outcome.register().isPresent()) {
            return outcome.register().get();
        }
        if (findings.size() == 1) {
            throw failure(
                    findings.get(0).toString(),
                    findings.get(0).problem(),
                    findings.get(0).remedy());
        }
        String all = String.join(
                "; ",
                findings.stream().limit(SHOWN).map(RegisterFinding::toString).toList());
        throw failure(
                "the configuration has " + findings.size() + " faults", all, "route2b server check --config FILE");
    }

    private static CommandFailure failure(String what, String why, String remedy) {
        return new CommandFailure(ExitCode.KEY, what, why, remedy);
    }
}
