package uk.route2b.cem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.client.StateCopy;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;

/** The command {@code cem backup}. */
@Command(
        name = "backup",
        header = "Copies the state of a CEM, also while it runs.",
        description = {
            "",
            "Writes one consistent moment of the state folder to a file and gives it its name only once it is whole and"
                    + " on the disk. The CEM need not stop and is not held up. Only its owner may read the copy: what"
                    + " VEN and VTN said to each other stands in it. No key is in it.",
            "",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b cem backup --config config/cem-1.yaml --out backup/cem-1.zip",
            "  route2b cem backup --config config/cem-1.yaml --out backup/cem-1.zip --force --json",
        })
final class BackupCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    private Path config = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The copy; its folder must be there.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Replace an older copy of that name.")
    private boolean force;

    @Option(names = "--json", description = "Answer for a program.")
    private boolean json;

    @Override
    public Integer call() {
        CemConfiguration configuration = CemConfiguration.read(config, System.getenv());
        if (!Files.exists(configuration.state().resolve("state"))) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    configuration.state().toString(),
                    "there is no state of a CEM",
                    "start the CEM once, or check state in " + config);
        }
        new AtomicFiles(force).refuseIfInTheWay(out);
        try {
            report(CopyAnswer.of(out, StateCopy.take(configuration.state(), out, Instant.now())));
        } catch (IOException failed) {
            throw StateFailure.of(configuration.state().toString(), failed);
        }
        return ExitCode.DONE.number();
    }

    private void report(CopyAnswer answer) {
        if (json) {
            JsonOutput.write(Console.ofProcess().out(), answer);
            return;
        }
        Console.ofProcess()
                .out()
                .println(out + ": a copy of CEM " + answer.cem() + " as it was at " + answer.copiedAt() + ", with "
                        + answer.bodies() + " messages");
    }
}
