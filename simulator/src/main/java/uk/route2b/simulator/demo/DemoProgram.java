package uk.route2b.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.Program;

/** {@code demo}: tells the story by running it. */
@Command(
        name = "route2b demo",
        description = {
            "Runs the whole story on this machine: the DCC with two meters, a VTN, the gateway, two CEMs and three VENs,"
                    + " each a process of its own, started as one would by hand from the files in config/.",
            "Prints each step with its figures and the command that does it. What it makes stands in demo-run/,"
                    + " removed and made again by each run.",
            "Ends with the line 'demo: passed' and exit code 0, or with the step that failed and exit code 1."
        },
        footer = {"%nExample:%n", "  route2b demo"})
public final class DemoProgram implements Callable<Integer> {
    private DemoProgram() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "simulator-logback.xml");
        Program.main(new DemoProgram(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        Narrator narrator = new Narrator(System.out);
        try (Cast cast = new Cast(DemoFolder.fresh(home()), Ports.free(), narrator)) {
            Runtime.getRuntime().addShutdownHook(new Thread(cast::close, "end"));
            new Demo(cast, narrator).run();
            narrator.end("demo: passed");
            return ExitCode.DONE.number();
        } catch (StepFailed failed) {
            narrator.end("demo: failed in step " + narrator.steps() + ": " + failed.getMessage());
            return ExitCode.FINDING.number();
        }
    }

    /** The launcher says where it stands; without it the demo runs from the folder of the repository. */
    private static Path home() {
        Path home = Path.of(Optional.ofNullable(System.getenv("ROUTE2B_HOME")).orElse(""))
                .toAbsolutePath();
        if (!Files.isExecutable(home.resolve("route2b"))) {
            throw new CommandFailure(
                    ExitCode.USAGE, home.toString(), "the launcher route2b is not there", "run ./route2b demo");
        }
        return home;
    }
}
