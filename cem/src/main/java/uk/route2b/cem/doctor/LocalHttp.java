package uk.route2b.cem.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import uk.route2b.protocol.octets.Octets;

/** Asks the CEM that runs, as one of its VENs would. */
final class LocalHttp {
    /** A VEN has its answer within eight seconds and a half. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** An answer, whatever it says. */
    record Answer(int status, Octets body) {}

    Answer get(URI url) throws IOException {
        return send(HttpRequest.newBuilder(url).GET());
    }

    Answer post(URI url, Octets body) throws IOException {
        return send(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/xml; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray())));
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> answer =
                    client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), Octets.of(answer.body()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
