package uk.route2b.server.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.commandline.doctor.Diagnosis;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.ServerConfiguration.Address;
import uk.route2b.server.operator.OperatorRequest;

/**
 * The gateway that may run on the same configuration: asked at its operator's listener, which shows and changes
 * nothing.
 */
final class RunningGateway {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Its status page asks every CEM's own lane. */
    private static final Duration STATUS_PATIENCE = Duration.ofSeconds(35);

    private static final int UNAUTHORIZED = 401;
    private static final String ABOUT = "running gateway";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ServerConfiguration configuration;
    private final Address operator;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    RunningGateway(ServerConfiguration configuration) {
        this.configuration = configuration;
        this.operator = configuration.operator();
    }

    /**
     * What it says of itself.
     *
     * @param runs whether something listens there
     */
    record Seen(boolean runs, List<Diagnosis> diagnoses) {
        Seen {
            diagnoses = List.copyOf(diagnoses);
        }
    }

    Seen look() {
        if (operator.port() == 0) {
            return new Seen(false, List.of(Diagnosis.fact(ABOUT, "the operator's port is any free one: not asked")));
        }
        try {
            return new Seen(true, answers());
        } catch (ConnectException none) {
            return new Seen(false, List.of(Diagnosis.fact(ABOUT, "none at " + operator + ", so no route is in use")));
        } catch (IOException | JacksonException failed) {
            return new Seen(
                    true,
                    List.of(Diagnosis.fault(
                            ABOUT,
                            "what listens at " + operator + " does not answer like a gateway",
                            String.valueOf(failed.getMessage()),
                            "see what uses this port; if it is the gateway, its log says why")));
        }
    }

    private List<Diagnosis> answers() throws IOException {
        List<Diagnosis> found = new ArrayList<>();
        health(JSON.readTree(get("/health", PATIENCE)), found);
        routes(JSON.readTree(get("/status", STATUS_PATIENCE)), found);
        return found;
    }

    private static void health(JsonNode health, List<Diagnosis> found) {
        if (health.path("status").asString("").equals("up")) {
            found.add(Diagnosis.fact(ABOUT, "up"));
            return;
        }
        health.path("reasons")
                .properties()
                .forEach(reason -> found.add(Diagnosis.fault(
                        ABOUT + ", " + reason.getKey(),
                        "down",
                        reason.getValue().asString(""),
                        "docs/operations.md says what each part needs")));
    }

    private static void routes(JsonNode status, List<Diagnosis> found) {
        for (JsonNode dsrsp : status.path("dsrsps")) {
            for (JsonNode cem : dsrsp.path("cems")) {
                String fallen = cem.path("fallenBack").asBoolean(false) ? ", fallen back" : "";
                found.add(Diagnosis.fact(
                        "CEM " + cem.path("cem").asString(""),
                        "route in use: " + cem.path("route").asString("") + fallen));
            }
        }
        for (JsonNode poll : status.path("polls")) {
            String reason = poll.path("reason").asString("");
            found.add(Diagnosis.fact(
                    "VTN " + poll.path("vtn").asString("") + ", VEN "
                            + poll.path("ven").asString(""),
                    "polled for by the running gateway: " + poll.path("state").asString("") + ", every "
                            + poll.path("everySeconds").asLong(0) + " s" + (reason.isEmpty() ? "" : ", " + reason)));
        }
    }

    private String get(String path, Duration patience) throws IOException {
        HttpRequest request = OperatorRequest.to(configuration, path, patience).build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == UNAUTHORIZED) {
                throw new IOException("it does not take the token of this configuration");
            }
            return response.body();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + operator, stopped);
        }
    }
}
