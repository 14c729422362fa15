package uk.route2b.server;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.operator.OperatorRequest;

/** The command {@code server state}: asks the running server, by its operator's interface. */
@Command(
        name = "state",
        header = "Suspends, revokes or activates a CEM while the server runs.",
        description = {
            "",
            "Asks the server that runs on this machine under the same configuration. The state is kept in the store and"
                    + " holds on every node: a CEM that is suspended or revoked loses its open link within five seconds"
                    + " and is let in no more. Revoked is for good.",
            "",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b server state --config server.yaml 00-DB-12-34-56-78-90-C1 suspended",
            "  route2b server state --config server.yaml 00-DB-12-34-56-78-90-C1 active --json",
            "",
            "Exit codes: 0 done, 1 the server refused it, 2 wrong usage, 3 configuration unreadable, 6 no server answers.",
        })
final class StateCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DONE = 200;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    private Path config = Path.of("");

    @Option(names = "--dsrsp", paramLabel = "EUI", description = "Whose, where several DSRSPs have the CEM.")
    private @Nullable String dsrsp;

    @Option(names = "--json", description = "Answer for a program.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "CEM", description = "Its entity identifier.")
    private String cem = "";

    @Parameters(index = "1", paramLabel = "STATE", description = "active, suspended or revoked.")
    private String state = "";

    private final Console console;

    StateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        HttpResponse<String> answer = ask(ConfigurationReader.read(config, new Environment(System.getenv())));
        if (answer.statusCode() != DONE) {
            throw new CommandFailure(
                    ExitCode.FINDING,
                    "CEM " + cem + " is as it was",
                    field(answer.body(), "error"),
                    "look at GET /status of the server");
        }
        if (json) {
            console.out().print(answer.body());
        } else {
            String before = field(answer.body(), "before");
            console.out().println("CEM " + cem + " was " + before + " and is " + field(answer.body(), "state"));
        }
        return ExitCode.DONE.number();
    }

    private HttpResponse<String> ask(ServerConfiguration configuration) throws InterruptedException {
        HttpRequest request = OperatorRequest.to(configuration, "/cems/" + identifier(cem) + "/state", PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order()))
                .build();
        try {
            return HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException silent) {
            throw new CommandFailure(
                    ExitCode.IO,
                    "no server answers on " + configuration.operator(),
                    String.valueOf(silent.getMessage()),
                    "start it, or run this on its machine with its own configuration",
                    silent);
        }
    }

    private String order() {
        Map<String, String> order = new LinkedHashMap<>();
        order.put("state", state);
        if (dsrsp != null) {
            order.put("dsrsp", identifier(dsrsp).toString());
        }
        return JsonOutput.text(order);
    }

    private static EntityIdentifier identifier(String text) {
        try {
            return EntityIdentifier.parse(text);
        } catch (IllegalArgumentException unreadable) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "\"" + text + "\" is no entity identifier",
                    String.valueOf(unreadable.getMessage()),
                    "write it like 00-DB-12-34-56-78-90-C1",
                    unreadable);
        }
    }

    private static String field(String body, String key) {
        try {
            return JsonObject.read(Octets.ofText(body)).text(key);
        } catch (MalformedException other) {
            return "the server answered what this program does not know: " + other.getMessage();
        }
    }
}
