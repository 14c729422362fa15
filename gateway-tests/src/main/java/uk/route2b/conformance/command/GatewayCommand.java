package uk.route2b.conformance.command;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Finding;
import uk.route2b.conformance.catalogue.Run;
import uk.route2b.conformance.gateway.GatewayCatalogue;
import uk.route2b.conformance.gateway.IdentityFolder;
import uk.route2b.conformance.gateway.Lab;
import uk.route2b.conformance.report.ConformanceReport;
import uk.route2b.conformance.wire.Reach;
import uk.route2b.pki.authority.AuthorityFolder;
import uk.route2b.pki.issue.TestHierarchy;

/** {@code conformance gateway}. */
@Command(
        name = "gateway",
        description = {
            "Tries a gateway: TLS, certificate chains, the upgrade, hello, frames, messages, replays, payloads, floods.",
            "The tester plays a CEM that is enrolled there and that nothing else plays meanwhile: a second link of one"
                    + " CEM ends the first. Counters go on from run to run in the identity folder.",
        },
        footerHeading = "%nThe identity folder:%n",
        footer = {
            "  cem.pem, cem.key      the CEM's device certificate with its authority, and key (PKCS#8, PEM)",
            "  message.key           the key of its messages, if that is another",
            "  other.pem, other.key  a second enrolled CEM, for cases that take one for the other",
            "  dsrsp.pem             message certificates of the DSRSP, the newest last",
            "  trust.pem             authorities that the gateway's certificate leads to",
            "",
            "Examples:",
            "  route2b conformance gateway localhost:8443 --identity lab/tester --authority lab/pki \\",
            "      --json report.json --html report.html",
            "  route2b conformance gateway localhost:8443 --identity lab/tester --only replays",
            "",
            "docs/conformance.md tells how to make one, for our gateway and for somebody else's.",
        })
final class GatewayCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "HOST:PORT", description = "The gateway's link listener.")
    private String address = "";

    @Option(names = "--identity", paramLabel = "FOLDER", description = "Who the tester is; see below.")
    private @Nullable Path identity;

    @Option(
            names = "--authority",
            paramLabel = "DIR",
            description = "A folder of pki init whose authorities the gateway trusts, to make bad certificates with."
                    + " Without it the chains are left out.")
    private @Nullable Path authority;

    @Option(
            names = "--vtn",
            description = "A VTN stands behind the gateway and answers oadrPoll; without it such cases are left out.")
    private boolean vtn;

    @Option(
            names = "--configuration",
            paramLabel = "N",
            description = "Version of the link configuration that the CEM says it has; default ${DEFAULT-VALUE}.")
    private long configuration = 1;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "For what should come at once; default ${DEFAULT-VALUE}.")
    private int patience = 10;

    @Option(
            names = "--deadline",
            paramLabel = "SECONDS",
            description = "By when a peer that is slow in its handshake, upgrade or hello must be closed; default"
                    + " ${DEFAULT-VALUE}.")
    private int deadline = 60;

    @Option(
            names = "--delay",
            paramLabel = "MS",
            description = "How much longer a right peer may wait while others misbehave; default ${DEFAULT-VALUE}, five"
                    + " times the rule.")
    private int delay = 500;

    @Option(
            names = "--crowd",
            paramLabel = "N",
            description = "Stuck peers at once, all from the tester's address, which a gateway may limit; default"
                    + " ${DEFAULT-VALUE}.")
    private int crowd = 200;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Override
    public Integer call() {
        Console console = Console.ofProcess();
        InstantSource clock = InstantSource.system();
        if (report.list) {
            return report.list(console.out(), GatewayCatalogue.toTell(clock.instant()));
        }
        Lab lab = lab(clock);
        List<Case<Lab>> cases = report.chosen(GatewayCatalogue.of(lab));
        report.refuseIfInTheWay();
        String begun = clock.instant().toString();
        List<Finding> findings =
                Run.of(cases, lab, System::nanoTime, finding -> ReportOptions.tell(console.out(), finding));
        return report.finish(console.out(), ConformanceReport.of("gateway", address, begun, findings));
    }

    private Lab lab(InstantSource clock) {
        requireAddress();
        IdentityFolder folder = new IdentityFolder(ReportOptions.required(identity, "--identity FOLDER"));
        Lab.Settings settings =
                new Lab.Settings(Duration.ofSeconds(deadline), Duration.ofMillis(delay), crowd, configuration, vtn);
        return new Lab(
                reach(folder),
                folder.own(),
                folder.other(),
                folder.dsrsp(),
                folder.counters(clock),
                authority(clock),
                settings,
                clock,
                System::nanoTime);
    }

    private Optional<TestHierarchy> authority(InstantSource clock) {
        return Optional.ofNullable(authority)
                .map(folder -> AuthorityFolder.open(folder).hierarchy(clock, new SecureRandom()));
    }

    private void requireAddress() {
        if (!address.matches(".+:[0-9]{1,5}")) {
            String given = address.isEmpty() ? "no address" : address;
            throw new CommandFailure(ExitCode.USAGE, given, "it is not HOST:PORT", "name one, as localhost:8443");
        }
    }

    private Reach reach(IdentityFolder folder) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon).replaceAll("^\\[|]$", "");
        int port = Integer.parseInt(address.substring(colon + 1));
        return new Reach(host, port, folder.anchors(), Duration.ofSeconds(patience));
    }
}
