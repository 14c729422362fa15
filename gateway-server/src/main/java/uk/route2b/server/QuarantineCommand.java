package uk.route2b.server;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.protocol.json.JsonText;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.ServerConfiguration.Address;
import uk.route2b.server.operator.OperatorRequest;

/** {@code server quarantine}. */
@Command(
        name = "quarantine",
        header = "Shows what the anomaly check holds, and lets it go or drops it.",
        description = {
            "",
            "Asks the running server through its operator's listener. What is released goes late, and after what was sent"
                    + " since; what is dropped never goes. Who decided what, and when, stands in the audit. With --up it"
                    + " is about requests of VENs, which go to their VTNs; without, about what goes to CEMs.",
            "",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b server quarantine list --config config/server.yaml",
            "  route2b server quarantine release 17 --by alice --config config/server.yaml",
            "  route2b server quarantine drop 17 --by alice --config config/server.yaml",
            "  route2b server quarantine release 4 --up --by alice --config config/server.yaml",
            "",
            "The answer is JSON. Exit codes: 0 done, 1 nothing is held under this number or it can only be dropped, as the"
                    + " answer says, 6 the server does not answer.",
        })
final class QuarantineCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "list|release|drop", description = "What to do.")
    private String action = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NUMBER", description = "Of what is held.")
    private long number = -1;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    private Path config = Path.of("");

    @Option(names = "--by", paramLabel = "NAME", description = "Who decides, for the audit; your user name by default.")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--before", paramLabel = "NUMBER", description = "List those below it: next of the page before.")
    private long before = Long.MAX_VALUE / 10;

    @Option(names = "--up", description = "What is held on its way to a VTN; it has numbers of its own.")
    private boolean up;

    private final Console console;

    QuarantineCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean lists = action.equals("list");
        if (!lists && !action.equals("release") && !action.equals("drop") || lists != (number < 0)) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), "It is list, release NUMBER or drop NUMBER");
        }
        ServerConfiguration configuration = ConfigurationReader.read(config, new Environment(System.getenv()));
        Address operator = configuration.operator();
        HttpResponse<String> answer = ask(configuration, lists);
        if (answer.statusCode() != OK && answer.statusCode() != NOT_FOUND && answer.statusCode() != CONFLICT) {
            throw new CommandFailure(
                    ExitCode.IO,
                    operator.toString(),
                    "the server answers " + answer.statusCode() + " "
                            + answer.body().strip(),
                    "look at its log");
        }
        console.out().print(answer.body());
        console.out().flush();
        return (answer.statusCode() == OK ? ExitCode.DONE : ExitCode.FINDING).number();
    }

    private HttpResponse<String> ask(ServerConfiguration configuration, boolean lists) throws InterruptedException {
        String at = "/quarantine" + (up ? "/up" : "") + (lists ? "?before=" + before : "/" + number + "/" + action);
        ObjectNode who = JsonText.object().put("by", by);
        HttpRequest.Builder request = OperatorRequest.to(configuration, at, PATIENCE);
        HttpRequest built = lists
                ? request.GET().build()
                : request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(
                                JsonText.write(who).toArray()))
                        .build();
        try {
            return HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(built, HttpResponse.BodyHandlers.ofString());
        } catch (IOException silent) {
            throw new CommandFailure(
                    ExitCode.IO,
                    configuration.operator().toString(),
                    "the server does not answer there: " + silent.getMessage(),
                    "start it, or name the configuration that it runs with",
                    silent);
        }
    }
}
