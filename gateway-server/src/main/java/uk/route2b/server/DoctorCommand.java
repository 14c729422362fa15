package uk.route2b.server;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.doctor.Diagnosis;
import uk.route2b.commandline.doctor.DoctorReport;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.doctor.GatewayDoctor;
import uk.route2b.server.vtn.okhttp.VtnProbe;

/** The command {@code server doctor}. */
@Command(
        name = "doctor",
        header = "Looks for what is wrong, from the configuration to the VTNs.",
        description = {
            "",
            "Reads the configuration and all that it names, asks each VTN with oadrQueryRegistration in the name of each"
                    + " VEN, and asks a gateway that runs on this configuration how it is. Says for each: is it reached, the"
                    + " venID, the form that it speaks (wrapped or bare), its poll frequency, certificates with their"
                    + " fingerprints as openleadr and avob write them, clocks, chain, key use, the route in use.",
            "For each fault it says why, and what mends it. It changes nothing, here or at a VTN, and no server need run.",
            "",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b doctor gateway config/server.yaml",
            "  route2b server doctor --config config/server.yaml --vens 100",
            "  route2b server doctor --config config/server.yaml --json",
            "",
            "Exit codes: 0 no fault (warnings are none), 1 faults, 3 configuration unreadable.",
        })
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    private Path config = Path.of("");

    @Option(
            names = "--vens",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many VENs each VTN is asked about; 10 unless said otherwise.")
    private int vens;

    @Option(names = "--json", description = "Answer for a program.")
    private boolean json;

    private final Console console;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ServerConfiguration configuration = ConfigurationReader.read(config, new Environment(System.getenv()));
        InstantSource clock = InstantSource.system();
        List<Diagnosis> found = new GatewayDoctor(
                        configuration, clock, new VtnProbe()::ask, () -> FreePorts.check(configuration))
                .examine(vens);
        return new DoctorReport("gateway of " + config, clock.instant().toString(), found)
                .write(console.out(), json)
                .number();
    }
}
