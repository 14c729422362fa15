package uk.route2b.cem;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.client.CommissioningCheck;
import uk.route2b.client.CommissioningFinding;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;

/** The command {@code cem check}. */
@Command(
        name = "check",
        description = "Reads the configuration and every file it names, and judges the commissioning record and the"
                + " CEM's own certificate. Dials nothing and changes nothing.",
        footer = {
            "",
            "Examples:",
            "  route2b cem check --config config/cem-1.yaml",
            "      exit code 0 in order, 1 findings, 3 a file is wrong",
            "  route2b cem check --config config/cem-1.yaml --json",
            "      {\"config\",\"inOrder\",\"findings\"}"
        })
final class CheckCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    private Path config = Path.of("");

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Override
    public Integer call() {
        CemConfiguration configuration = CemConfiguration.read(config, System.getenv());
        List<CommissioningFinding> findings =
                CommissioningCheck.check(configuration.record(), configuration.chain(), Instant.now());
        PrintStream out = Console.ofProcess().out();
        if (json) {
            JsonOutput.write(out, answer(findings));
        } else if (findings.isEmpty()) {
            out.println(config + " is in order: CEM " + configuration.record().cem() + " of DSRSP "
                    + configuration.record().dsrsp() + ", "
                    + configuration.vens().size() + " VEN(s)");
        } else {
            findings.forEach(finding -> out.println(config + ": " + finding));
        }
        return findings.isEmpty() ? ExitCode.DONE.number() : ExitCode.FINDING.number();
    }

    private Map<String, Object> answer(List<CommissioningFinding> findings) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("config", config.toString());
        answer.put("inOrder", findings.isEmpty());
        answer.put("findings", findings);
        return answer;
    }
}
