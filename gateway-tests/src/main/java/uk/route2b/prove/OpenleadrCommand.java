package uk.route2b.prove;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.prove.openleadr.OpenleadrRun;

/** {@code prove openleadr}. */
@Command(
        name = "openleadr",
        description = {
            "openleadr, real and unmodified, as VTN and as VEN, each in a process of its own, with our gateway and our CEM"
                    + " between them: registration, reports, events, opt answers, cancellation, and a restart of each of"
                    + " the four. Each step is checked by what both Python programs say.",
            "Needs Python 3 with venv, and pip that can get openleadr. Where they are not to be had the proof is left"
                    + " out, and says so. They are set up in the run folder and nowhere else.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b prove openleadr",
            "      about two minutes",
            "  route2b prove openleadr --events 20 --poll 10",
            "      and the latency of 20 events, with openleadr's own ten seconds between two polls",
        })
final class OpenleadrCommand implements Callable<Integer> {
    private static final int POLL_MOST = 20;
    private static final int EVENTS_MOST = 1000;

    @Option(names = "--python", paramLabel = "FILE", description = "The interpreter; default ${DEFAULT-VALUE}.")
    private String python = "python3";

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "What pip is asked for, as in openleadr==0.5.36; default ${DEFAULT-VALUE}.")
    private String requirement = "openleadr";

    @Option(
            names = "--poll",
            paramLabel = "SECONDS",
            description = "How often the VTN asks to be polled; default ${DEFAULT-VALUE}.")
    private int poll = 2;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Events of the latency table, 0 for no table; default ${DEFAULT-VALUE}.")
    private int events = 5;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where Python, certificates and logs stand; default prove-run.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (poll < 1 || poll > POLL_MOST || events < 0 || events > EVENTS_MOST) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--poll " + poll + " --events " + events,
                    "a poll is 1 to " + POLL_MOST + " s, events are 0 to " + EVENTS_MOST,
                    "route2b prove openleadr --poll 2 --events 5");
        }
        OpenleadrRun run = new OpenleadrRun(folder(), python, requirement, poll, events, InstantSource.system());
        return run.prove(System.out::println) ? ExitCode.DONE.number() : ExitCode.FINDING.number();
    }

    private Path folder() {
        Path home = Path.of(Optional.ofNullable(System.getenv("ROUTE2B_HOME")).orElse(""));
        return (folder == null ? home.resolve("prove-run") : folder)
                .toAbsolutePath()
                .normalize()
                .resolve("openleadr");
    }
}
