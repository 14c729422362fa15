package uk.route2b.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.Program;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.logging.ServerLog;

/** The program {@code server}. */
@Command(
        name = "server",
        header = "The gateway between VTNs and the CEMs of one or more DSRSPs.",
        description = {
            "",
            "Listens for CEMs (route 2b), for what VTNs push, and for the operator. Says one line on standard output when"
                    + " it is ready, and logs one JSON object a line on standard error.",
            "SIGTERM asks the CEMs to come back later, finishes what is under way and ends with exit code 0.",
            "",
            "Every setting stands in the configuration file; config/server.yaml is a sample with all of them.",
            "${ROUTE2B_NAME} in it is replaced from the environment.",
            "",
        },
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b server --config config/server.yaml",
            "  route2b server check --config config/server.yaml",
            "  route2b server check --config config/server.yaml --json",
            "  route2b server backup --config config/server.yaml --out backup/server.db",
            "  curl -s http://127.0.0.1:8445/health",
            "  curl -s http://127.0.0.1:8445/status",
            "  curl -s http://127.0.0.1:8445/deadletters",
            "  curl -s http://127.0.0.1:8445/refusals",
            "  route2b server state --config config/server.yaml 00-DB-12-34-56-78-90-C1 suspended",
            "",
            "Exit codes: 0 stopped cleanly, 1 check found something, 2 wrong usage, 3 configuration unreadable,",
            "            5 certificate, key or register at fault, 6 file or port, 70 a bug.",
        },
        subcommands = {
            CheckCommand.class,
            StateCommand.class,
            DoctorCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            RestoredCommand.class,
            MoveCommand.class,
            QuarantineCommand.class
        })
public final class GatewayServerProgram implements Callable<Integer> {
    /** CEMs offer P-256 anyhow, and the fast providers have it as native code. */
    private static final String GROUPS = "secp256r1,x25519,secp384r1";

    @Spec
    private @Nullable CommandSpec spec;

    /** Not "required" for picocli, which would then ask for it before a subcommand as well. */
    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file; required.")
    private @Nullable Path config;

    @Option(
            names = "--accept-clock",
            description = "You have looked at this machine's clock: sign although it jumped, or although nothing was"
                    + " stored for more than seven days.")
    private boolean acceptClock;

    private final Console console;
    private final Consumer<Optional<Path>> log;

    /** @param log sends the log to a file, or to standard error */
    GatewayServerProgram(Console console, Consumer<Optional<Path>> log) {
        this.console = console;
        this.log = log;
    }

    /** Runs the program. */
    public static void main(String... arguments) {
        Console console = Console.ofProcess();
        System.exit(new Program(
                        new CommandLine(
                                new GatewayServerProgram(console, ServerLog::configure), new ConsoleFactory(console)),
                        console)
                .run(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerConfiguration configuration = ConfigurationReader.read(file(), new Environment(System.getenv()));
        log.accept(configuration.log());
        setUpTls();
        GatewayServer server =
                GatewayServer.start(configuration, Surroundings.ofProcess().acceptClock(acceptClock));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        console.out().println(server.readyLine());
        console.out().flush();
        // Only a signal ends the program, and its thread is another one.
        new CountDownLatch(1).await();
        return ExitCode.DONE.number();
    }

    private Path file() {
        Path named = config;
        CommandSpec command = spec;
        if (named == null && command != null) {
            throw new ParameterException(command.commandLine(), "Missing required option: '--config=FILE'");
        }
        return named == null ? Path.of("") : named;
    }

    /** Settings of the whole process, which this program owns; the embedded server leaves them alone. */
    private static void setUpTls() {
        System.setProperty("jdk.tls.namedGroups", GROUPS);
        // A resumed session skips the check of the client's certificate; links last long, so little is lost.
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
        System.setProperty("jdk.tls.server.newSessionTicketCount", "0");
    }

    /** The JVM would report a signal as its exit code; a stop that went well is a success. */
    private static void stop(GatewayServer server) {
        int code = ExitCode.DONE.number();
        try {
            server.close();
        } catch (IllegalStateException failures) {
            LoggerFactory.getLogger(GatewayServerProgram.class).error("the server stopped with failures", failures);
            code = ExitCode.IO.number();
        }
        Runtime.getRuntime().halt(code);
    }
}
