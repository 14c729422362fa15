package uk.route2b.tests.move;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.GatewayClient;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.protocol.octets.Octets;

/**
 * A VTN that pushes one payload after the other and a VEN that asks one request after the other, for as long as a test
 * lasts; each payload has a number of its own. In the end the books of both sides are compared.
 */
final class Traffic implements AutoCloseable {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Pattern NUMBER = Pattern.compile("note=\"([0-9]+)\"");

    private final WireMockServer vtn =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Integer> told = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> notTold = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> answered = Collections.synchronizedList(new ArrayList<>());
    private final List<String> otherwise = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> lanes = new ArrayList<>();
    private volatile boolean over;

    Traffic() {
        vtn.start();
        vtn.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("<answer/>")));
    }

    String vtnUrl() {
        return "http://127.0.0.1:" + vtn.port();
    }

    /** Begins: {@code push} says where a VTN reaches a node now, null if none runs. */
    void begin(Supplier<@Nullable URI> push, GatewayClient client) {
        lane("pushes", number -> push(push.get(), number));
        lane("requests", number -> ask(client, number));
    }

    private void lane(String name, IntFunction<Boolean> work) {
        Thread lane = new Thread(
                () -> {
                    int number = 1;
                    while (!over && work.apply(number)) {
                        number++;
                    }
                },
                name);
        lanes.add(lane);
        lane.start();
    }

    private boolean push(@Nullable URI node, int number) {
        if (node == null) {
            return true;
        }
        URI where = node.resolve("/push/" + MovingWorld.TOKEN + "/EiReport");
        HttpRequest request = HttpRequest.newBuilder(where)
                .timeout(MOST)
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString(text("oadrCancelReport", number)))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            (status == 200 ? told : notTold).add(number);
        } catch (IOException noNode) {
            notTold.add(number);
        } catch (InterruptedException stopping) {
            return false;
        }
        return true;
    }

    private boolean ask(GatewayClient client, int number) {
        try {
            OpenAdrAnswer answer = client.send(OpenAdrRequest.of(Octets.ofText(text("oadrPoll", number))))
                    .toCompletableFuture()
                    .get(MOST.toSeconds(), TimeUnit.SECONDS);
            if (answer instanceof OpenAdrAnswer.Answered full && full.status() == 200) {
                answered.add(number);
            } else {
                otherwise.add(number + ": " + answer);
            }
        } catch (InterruptedException stopping) {
            return false;
        } catch (Exception none) {
            otherwise.add(number + ": " + none);
        }
        return true;
    }

    /** Not an event list, so that nothing supersedes it. */
    private static String text(String message, int number) {
        return "<" + message + " xmlns=\"http://openadr.org/oadr-2.0b/2012/07\" note=\"" + number + "\"/>";
    }

    /** The CEM's listener calls it. */
    void taken(OpenAdrPayload payload) {
        taken.add(number(payload.body().text()));
    }

    private static int number(String text) {
        Matcher found = NUMBER.matcher(text);
        if (!found.find()) {
            throw new AssertionError("no payload of ours: " + text);
        }
        return Integer.parseInt(found.group(1));
    }

    /** Waits until both directions have gone on by some messages from now. */
    void flows(String after) {
        int pushes = told.size();
        int requests = answered.size();
        Awaitility.await("messages flow after: " + after)
                .atMost(MOST)
                .until(() -> told.size() >= pushes + 5 && answered.size() >= requests + 5);
    }

    /** Stops, and compares: nothing acknowledged is lost, nothing acts twice, the order is kept. */
    void requireTrueBooks() throws InterruptedException {
        over = true;
        for (Thread lane : lanes) {
            lane.join();
        }
        Awaitility.await("the last payloads").atMost(MOST).until(() -> taken.containsAll(told));
        List<Integer> forwarded = vtn.getAllServeEvents().stream()
                .map(event -> number(event.getRequest().getBodyAsString()))
                .toList();
        assertThat(taken).doesNotHaveDuplicates().isSorted();
        assertThat(forwarded).doesNotHaveDuplicates().containsAll(answered);
        assertThat(otherwise).isEmpty();
        System.out.printf(
                "pushed and told %d, not told %d, taken %d; requests answered %d%n",
                told.size(), notTold.size(), taken.size(), answered.size());
    }

    @Override
    public void close() {
        over = true;
        lanes.forEach(Thread::interrupt);
        vtn.stop();
    }
}
