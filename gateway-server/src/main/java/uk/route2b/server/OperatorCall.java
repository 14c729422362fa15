package uk.route2b.server;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.operator.OperatorRequest;

/** How a command reaches the operator's listener of the gateway that runs by the same configuration, and answers. */
final class OperatorCall {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration file of the gateway; its operator says where it listens.")
    private Path config = Path.of("");

    @Option(names = "--json", description = "Answer for a program: what the gateway says, as it is.")
    private boolean json;

    /**
     * What the gateway said.
     *
     * @param done whether it did what was asked
     */
    record Reply(boolean done, JsonNode body) {}

    Reply get(String path) {
        return exchange(request(path).GET().build());
    }

    Reply post(String path, Object body) {
        return exchange(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonOutput.text(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return OperatorRequest.to(ConfigurationReader.read(config, new Environment(System.getenv())), path, WITHIN);
    }

    private static Reply exchange(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode() / 100 == 2, MAPPER.readTree(response.body()));
        } catch (IOException | JacksonException away) {
            throw away(request, away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw away(request, interrupted);
        }
    }

    private static CommandFailure away(HttpRequest request, Exception why) {
        return new CommandFailure(
                ExitCode.IO,
                request.uri().toString(),
                "the gateway does not answer there: " + why,
                "start it, or give the configuration that it runs by",
                why);
    }

    /** Prints a move for a person, or all of the answer for a program; why, if the gateway refused. */
    int say(Reply reply, Console console) {
        if (json) {
            console.out().println(reply.body());
        } else if (!reply.done()) {
            console.out().println("refused: " + reply.body().path("error").asString(""));
        } else if (reply.body().has("moves")) {
            reply.body().path("moves").forEach(move -> console.out().println(line(move)));
        } else {
            JsonNode body = reply.body();
            console.out().println(line(body.has("cems") ? body.path("move") : body));
            body.path("cems").forEach(cem -> console.out().println("  " + cemLine(cem)));
        }
        return (reply.done() ? ExitCode.DONE : ExitCode.FINDING).number();
    }

    private static String line(JsonNode move) {
        return "move " + move.path("move").asString("") + " of DSRSP "
                + move.path("dsrsp").asString("") + ", " + move.path("state").asString("") + ": version "
                + move.path("configuration").asLong(0) + " to " + move.path("endpoints") + ", "
                + move.path("perMinute").asLong(0) + " a minute; to do "
                + move.path("toDo").asLong(0) + ", pending "
                + move.path("pending").asLong(0) + ", done "
                + move.path("done").asLong(0) + ", failed "
                + move.path("failed").asLong(0);
    }

    private static String cemLine(JsonNode cem) {
        return "CEM " + cem.path("cem").asString("") + " " + cem.path("state").asString("") + " "
                + cem.path("reason").asString("");
    }
}
