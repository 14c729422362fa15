package uk.route2b.cem;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.cem.doctor.CemDoctor;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.doctor.DoctorReport;

/** The command {@code cem doctor}. */
@Command(
        name = "doctor",
        description =
                "Looks for what is wrong, from the configuration to the gateway and, through a CEM that runs, to the"
                        + " VTN. Dials the gateway as the link does, says no hello and goes away; reads the state and writes"
                        + " nothing. For each fault it says why and what mends it.",
        footer = {
            "",
            "It shows certificates with both spellings of their OpenADR fingerprint, the",
            "clock, chain and key use, the link configuration, each endpoint, the meter, and",
            "what each VEN is to be set to; of a CEM that runs the route in use, and the",
            "venID, form and poll frequency that its VTN answers.",
            "",
            "Examples:",
            "  route2b doctor cem config/cem-1.yaml",
            "  route2b cem doctor --config config/cem-1.yaml --json",
            "      exit code 0 no fault (warnings are none), 1 faults, 3 a file is wrong"
        })
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    private Path config = Path.of("");

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Override
    public Integer call() {
        CemConfiguration configuration = CemConfiguration.read(config, System.getenv());
        InstantSource clock = InstantSource.system();
        return new DoctorReport(
                        "CEM of " + config, clock.instant().toString(), new CemDoctor(configuration, clock).examine())
                .write(Console.ofProcess().out(), json)
                .number();
    }
}
