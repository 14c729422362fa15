package uk.route2b.tests.restore;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import uk.route2b.protocol.octets.Octets;

/** A VTN that answers everything, some of it when it is told to, counts what reached it, and pushes. */
final class CountingVtn implements AutoCloseable {
    private static final long MOST_SECONDS = 60;

    private final CountDownLatch slowMayBeAnswered = new CountDownLatch(1);
    private final WireMockServer server = new WireMockServer(
            options().dynamicPort().bindAddress("127.0.0.1").extensions(new SlowAnswers(slowMayBeAnswered)));
    private final HttpClient http = HttpClient.newHttpClient();

    CountingVtn() {
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("<answer/>")));
    }

    /** Answers what is called slow, and has waited until now. */
    void answerSlow() {
        slowMayBeAnswered.countDown();
    }

    /** Holds back the answers to what is called slow. */
    private record SlowAnswers(CountDownLatch mayBeAnswered) implements ServeEventListener {
        @Override
        public String getName() {
            return "slow-answers";
        }

        @Override
        public void beforeResponseSent(ServeEvent event, Parameters parameters) {
            if (!event.getRequest().getBodyAsString().contains("\"slow-")) {
                return;
            }
            try {
                if (!mayBeAnswered.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody has let the slow answer go");
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** A payload that is unlike every other. */
    static Octets payload(String name) {
        return Octets.ofText("<oadrPoll xmlns=\"http://openadr.org/oadr-2.0b/2012/07\" note=\"" + name + "\"/>");
    }

    /** How often a payload was forwarded to it. */
    long received(String name) {
        return server.getAllServeEvents().stream()
                .filter(event -> event.getRequest().getBodyAsString().contains("\"" + name + "\""))
                .count();
    }

    /** Pushes a payload and gives the status of the answer. */
    CompletableFuture<Integer> push(URI where, String name) {
        HttpRequest request = HttpRequest.newBuilder(where.resolve(where.getPath() + "/EiEvent"))
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(event(name).toArray()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    /** Not an event list, so that nothing supersedes it. */
    static Octets event(String name) {
        return Octets.ofText(
                "<oadrCancelReport xmlns=\"http://openadr.org/oadr-2.0b/2012/07\" note=\"" + name + "\"/>");
    }

    @Override
    public void close() {
        answerSlow();
        server.stop();
    }
}
