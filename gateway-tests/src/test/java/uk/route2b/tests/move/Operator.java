package uk.route2b.tests.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator does over HTTP: orders moves and waits until they are done. */
final class Operator {
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();

    /** Orders a move of every CEM; {@code rest} are its keys but for the first two. */
    void move(MovingNode node, String rest) throws IOException, InterruptedException {
        HttpResponse<String> ordered = http.send(
                HttpRequest.newBuilder(node.operator().resolve("/moves"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"dsrsp\":\"90-B3-D5-1F-30-01-00-08\",\"perMinute\":60," + rest + "}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(ordered.statusCode()).as(ordered.body()).isBetween(200, 202);
        String number = JSON.readTree(ordered.body()).path("move").asString();
        Awaitility.await("move " + number)
                .atMost(MOST)
                .until(() -> get(node, "/moves/" + number)
                        .path("move")
                        .path("state")
                        .asString()
                        .equals("finished"));
        assertThat(get(node, "/moves/" + number).path("move").path("done").asInt())
                .isEqualTo(1);
    }

    /** What the status page says of the CEM. */
    JsonNode cem(MovingNode node) throws IOException, InterruptedException {
        return get(node, "/status").path("dsrsps").path(0).path("cems").path(0);
    }

    private JsonNode get(MovingNode node, String path) throws IOException, InterruptedException {
        return JSON.readTree(http.send(
                        HttpRequest.newBuilder(node.operator().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
