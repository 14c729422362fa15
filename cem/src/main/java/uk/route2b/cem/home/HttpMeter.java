package uk.route2b.cem.home;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import uk.route2b.client.spi.HomeAreaNetwork;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.tunnel.Labels;

/** A meter of the simulated DCC, as its home sees it. */
public final class HttpMeter implements HomeAreaNetwork {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(WITHIN)
            .build();
    private final URI labels;
    private final URI alerts;

    /** @param base of the home area networks, without a slash at its end */
    public HttpMeter(URI base, EntityIdentifier meter) {
        String home = base.toString().replaceFirst("/+$", "") + "/home/meters/" + meter;
        this.labels = URI.create(home + "/labels");
        this.alerts = URI.create(home + "/alerts");
    }

    @Override
    public Labels labels() throws IOException {
        HttpResponse<String> answer =
                exchange(HttpRequest.newBuilder(labels).timeout(WITHIN).GET().build());
        if (answer.statusCode() != OK) {
            throw new IOException(labels + " answered " + answer.statusCode());
        }
        try {
            return new Labels(List.of(answer.body().split("\r?\n")));
        } catch (IllegalArgumentException notLabels) {
            throw new IOException(labels + " did not answer with five labels of 22 characters", notLabels);
        }
    }

    @Override
    public void alert(String text) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(alerts)
                .timeout(WITHIN)
                .header("Content-Type", "text/plain; charset=us-ascii")
                .POST(HttpRequest.BodyPublishers.ofString(text, StandardCharsets.US_ASCII))
                .build();
        int status = exchange(request).statusCode();
        if (status != ACCEPTED) {
            throw new IOException(alerts + " answered " + status);
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.US_ASCII));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while speaking to the meter", stopped);
        }
    }
}
