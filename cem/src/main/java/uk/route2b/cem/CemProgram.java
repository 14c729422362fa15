package uk.route2b.cem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.Program;

/** The command {@code cem}. */
@Command(
        name = "cem",
        description = "A consumer energy manager's end of the link: OpenADR on the loopback for your VEN, signed"
                + " messages to the gateway of its DSRSP.",
        subcommands = {CheckCommand.class, DoctorCommand.class, BackupCommand.class, RestoreCommand.class},
        footerHeading = "%nHow it goes:%n",
        footer = {
            "  The CEM knows its DSRSP from the commissioning part of its configuration,",
            "  learns from its meter where the gateway is, dials it, and says on standard",
            "  output when VENs may connect. Point your VEN's VTN URL at what it says;",
            "  nothing else about the VEN changes.",
            "",
            "Examples:",
            "  route2b cem --config config/cem-1.yaml",
            "      runs until SIGTERM, then stops with exit code 0",
            "  route2b cem check --config config/cem-1.yaml",
            "      looks at configuration and certificates, dials nothing",
            "  route2b cem backup --config config/cem-1.yaml --out cem-1.zip",
            "      copies its state, also while it runs; cem restore puts it back",
            "  curl http://127.0.0.1:8451/status",
            "      where the link stands, as JSON",
            "",
            "Standard error carries the log, one JSON object a line."
        })
public final class CemProgram implements Callable<Integer> {
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";
    private static final Logger LOG = LoggerFactory.getLogger(CemProgram.class);

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file; required to run.")
    private @org.jspecify.annotations.Nullable Path config;

    @Option(
            names = "--accept-clock",
            description = "The device's clock was looked at and is right: sign also after a week of absence.")
    private boolean acceptClock;

    /** Runs the command that {@code arguments} say. */
    public static void main(String... arguments) {
        // The HTTP server of the JDK sends head and body by themselves, and reads this once. Without it a VEN that
        // keeps
        // its connection waits 40 ms for each answer, until its own acknowledgement of the head is sent.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        Program.main(new CemProgram(), arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (config == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "cem", "--config is missing", "route2b cem --config config/cem-1.yaml");
        }
        Cem cem = started(CemConfiguration.read(config, System.getenv()), config);
        if (acceptClock) {
            cem.client().acceptClock();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(cem), "end"));
        System.out.println("route2b cem ready: OpenADR " + cem.endpoint().vtnUrl());
        System.out.flush();
        new CountDownLatch(1).await();
        return ExitCode.DONE.number();
    }

    private static Cem started(CemConfiguration configuration, Path file) {
        try {
            return Cem.start(configuration);
        } catch (IllegalArgumentException doesNotHold) {
            throw new CommandFailure(
                    ExitCode.FINDING,
                    file.toString(),
                    String.valueOf(doesNotHold.getMessage()),
                    "route2b cem check --config " + file,
                    doesNotHold);
        } catch (IOException failed) {
            throw new CommandFailure(
                    ExitCode.IO,
                    "the CEM of " + file + " could not start",
                    StateFailure.why(failed),
                    "free the port or mend the state folder " + configuration.state(),
                    failed);
        }
    }

    /** Halts, because a JVM that a signal stops would otherwise end with 143, as if it had failed. */
    private static void end(Cem cem) {
        ExitCode code = ExitCode.DONE;
        try {
            cem.close();
        } catch (RuntimeException bug) {
            LOG.error("cem: it did not stop cleanly; what was committed is safe", bug);
            code = ExitCode.BUG;
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code.number());
    }
}
