package uk.route2b.cem.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import uk.route2b.protocol.octets.Octets;

/**
 * Asks the CEM that runs, as one of its VENs would. Each question has a connection of its own: one that was kept from
 * the question before may be closed just as it is used again, which would be told as a fault of the CEM.
 */
final class LocalHttp {
    /** A VEN has its answer within eight seconds and a half. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
            HttpResponse<byte[]> answer =
                    client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), Octets.of(answer.body()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
