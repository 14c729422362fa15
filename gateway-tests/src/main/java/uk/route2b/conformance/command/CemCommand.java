package uk.route2b.conformance.command;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Finding;
import uk.route2b.conformance.catalogue.Run;
import uk.route2b.conformance.cem.CemCatalogue;
import uk.route2b.conformance.cem.CemLab;
import uk.route2b.conformance.cem.GatewayFolder;
import uk.route2b.conformance.report.ConformanceReport;
import uk.route2b.pki.authority.AuthorityFolder;
import uk.route2b.pki.issue.TestHierarchy;

/** {@code conformance cem}. */
@Command(
        name = "cem",
        description = {
            "Tries a CEM: the tester plays the gateway that the CEM is configured to dial, with wrong certificates,"
                    + " upgrades, welcomes and messages, and checks that the CEM refuses and comes back each time.",
            "Each case takes the CEM's next connection, so a short retry in its link configuration makes a short run.",
        },
        footerHeading = "%nThe identity folder:%n",
        footer = {
            "  gateway.pem, gateway.key  what the gateway shows in TLS: the key that the CEM has pinned",
            "  dsrsp.pem, dsrsp.key      message certificate and key of the DSRSP that the CEM believes",
            "  cem.pem                   the CEM's message certificate",
            "  trust.pem                 authorities that the CEM's TLS certificate leads to",
            "",
            "Examples:",
            "  route2b conformance cem --listen 8443 --identity lab/gateway --authority lab/pki --html report.html",
            "",
            "docs/conformance.md tells how to make one.",
        })
final class CemCommand implements Callable<Integer> {
    @Option(names = "--listen", paramLabel = "PORT", description = "Where the CEM dials.")
    private @Nullable Integer listen;

    @Option(names = "--identity", paramLabel = "FOLDER", description = "Who the tester is; see below.")
    private @Nullable Path identity;

    @Option(
            names = "--authority",
            paramLabel = "DIR",
            description = "A folder of pki init whose authorities the CEM trusts, to make bad certificates with."
                    + " Without it those are left out.")
    private @Nullable Path authority;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "By when the CEM must have dialled again, and answered; default ${DEFAULT-VALUE}.")
    private int patience = 400;

    @Option(
            names = "--reaction",
            paramLabel = "SECONDS",
            description = "By when it must have refused what is wrong; default ${DEFAULT-VALUE}.")
    private int reaction = 30;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Override
    public Integer call() {
        Console console = Console.ofProcess();
        if (report.list) {
            return report.list(console.out(), CemCatalogue.all());
        }
        List<Case<CemLab>> cases = report.chosen(CemCatalogue.all());
        int port = ReportOptions.required(listen, "--listen PORT");
        report.refuseIfInTheWay();
        InstantSource clock = InstantSource.system();
        String begun = clock.instant().toString();
        try (ServerSocket server = new ServerSocket(port)) {
            List<Finding> findings = Run.of(
                    cases, lab(server, clock), System::nanoTime, found -> ReportOptions.tell(console.out(), found));
            return report.finish(console.out(), ConformanceReport.of("cem", "port " + port, begun, findings));
        } catch (IOException taken) {
            throw new CommandFailure(
                    ExitCode.IO,
                    "port " + port,
                    String.valueOf(taken.getMessage()),
                    "name a port that nothing else uses",
                    taken);
        }
    }

    private CemLab lab(ServerSocket server, InstantSource clock) {
        GatewayFolder folder = new GatewayFolder(ReportOptions.required(identity, "--identity FOLDER"));
        return new CemLab(
                server,
                folder.dsrsp(),
                folder.cem(),
                folder.gateway(),
                folder.messageKey(),
                folder.cemKeys(),
                folder.anchors(),
                authority(clock),
                Duration.ofSeconds(patience),
                Duration.ofSeconds(reaction),
                new AtomicLong(),
                clock,
                System::nanoTime);
    }

    private Optional<TestHierarchy> authority(InstantSource clock) {
        return Optional.ofNullable(authority)
                .map(folder -> AuthorityFolder.open(folder).hierarchy(clock, new SecureRandom()));
    }
}
