package uk.route2b.tests.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Labels;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;

/** Fragments carried by a running smart meter system: labels down, alerts up. */
record Carried(URI system, EntityIdentifier meter) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    Octets all(List<String> texts, Direction direction) throws IOException, InterruptedException {
        Reassembler reassembler = new Reassembler(direction, TunnelLimits.DEFAULT);
        Octets whole = Octets.EMPTY;
        for (String text : texts) {
            String carried = direction == Direction.DOWN ? down(text) : up(text);
            if (reassembler.offer(carried, 0) instanceof Offered.Candidate candidate) {
                whole = candidate.octets();
                reassembler.close(candidate);
            }
        }
        assertThat(reassembler.openMessages()).isZero();
        return whole;
    }

    private String down(String text) throws IOException, InterruptedException {
        String lines = String.join("\n", Labels.of(text).texts());
        assertThat(send("POST", "/system/meters/" + meter + "/labels", lines).statusCode())
                .isEqualTo(200);
        String read = send("GET", "/home/meters/" + meter + "/labels", "").body();
        return new Labels(read.lines().toList()).text().orElseThrow();
    }

    private String up(String text) throws IOException, InterruptedException {
        int before = alerts(0).size();
        assertThat(send("POST", "/home/meters/" + meter + "/alerts", text).statusCode())
                .isEqualTo(202);
        return alerts(before).get(0);
    }

    private List<String> alerts(int after) throws IOException, InterruptedException {
        String page = send("GET", "/system/alerts?after=" + after + "&wait=" + (after == 0 ? 0 : 5000), "")
                .body();
        return MAPPER.readTree(page)
                .get("alerts")
                .valueStream()
                .map(alert -> alert.get("text").stringValue())
                .toList();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher =
                method.equals("GET") ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(system.resolve(path))
                .method(method, publisher)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
