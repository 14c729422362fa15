package uk.route2b.cem.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.cem.configuration.VenConfiguration;
import uk.route2b.cem.configuration.VenWrap;
import uk.route2b.client.LinkCounters;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrXml;

/** Polled fast, spoken to in its form, pushed to if it listens: what a local VEN may want. */
class VenMannerTest {
    private static final String PATH = "/OpenADR2/Simple/2.0b/";
    private static final String REGISTERED = OpenAdrXml.document(
            "oadrCreatedPartyRegistration",
            OpenAdrXml.response(200, "OK", "") + "<oadr:oadrRequestedOadrPollFreq><duration>PT10S</duration>"
                    + "</oadr:oadrRequestedOadrPollFreq>",
            true);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<OpenAdrRequest> up = new CopyOnWriteArrayList<>();
    private final List<String> pushed = new CopyOnWriteArrayList<>();
    private final List<Long> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private volatile String venAnswer = "";
    private HttpServer ven;
    private OpenAdrEndpoint endpoint;

    private final Uplink uplink = new Uplink() {
        @Override
        public CompletableFuture<OpenAdrAnswer> send(OpenAdrRequest request) {
            up.add(request);
            return CompletableFuture.completedFuture(
                    new OpenAdrAnswer.Answered(200, Optional.empty(), Octets.ofText(REGISTERED)));
        }

        @Override
        public void withdraw(CompletableFuture<OpenAdrAnswer> answer) {
            throw new AssertionError("nothing is late here");
        }

        @Override
        public LinkStatus status() {
            LinkCounters none = new LinkCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            return new LinkStatus(
                    LinkStatus.State.OPEN, "", Optional.empty(), 0, 0, Optional.of("2b"), none, Optional.empty());
        }
    };

    @BeforeEach
    void listen() throws IOException {
        ven = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ven.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                pushed.add(exchange.getRequestURI().getPath() + " " + body);
                byte[] answer = venAnswer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status.get(), answer.length == 0 ? -1 : answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        ven.start();
        endpoint = opened(new VenConfiguration("VEN_1", ""));
    }

    @AfterEach
    void close() {
        endpoint.close();
        ven.stop(0);
    }

    private void open(VenWrap wrap, Optional<Duration> poll, boolean travel, boolean push) throws IOException {
        Optional<URI> url = Optional.of(
                        URI.create("http://127.0.0.1:" + ven.getAddress().getPort() + "/ven"))
                .filter(address -> push);
        endpoint.close();
        endpoint = opened(new VenConfiguration("VEN_1", "", wrap, poll, travel, url));
    }

    private OpenAdrEndpoint opened(VenConfiguration configuration) throws IOException {
        return OpenAdrEndpoint.open(0, List.of(configuration), uplink, () -> "{}");
    }

    private String post(String service, String element, boolean wrapped) throws Exception {
        String body = OpenAdrXml.document(element, OpenAdrXml.venId("VEN_1"), wrapped);
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.url() + PATH + service))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void event(long number) {
        Octets body = Octets.ofText(OpenAdrXml.document("oadrDistributeEvent", "<x/>", true));
        endpoint.add(
                new OpenAdrPayload(
                        number, Optional.of("VEN_1"), Optional.of("oadrDistributeEvent"), Optional.empty(), body),
                () -> taken.add(number));
    }

    @Test
    void itIsToldToPollOftenWhichCostsNothingHere() throws Exception {
        open(VenWrap.AS_SENT, Optional.of(Duration.ofSeconds(1)), false, false);

        assertThat(post("EiRegisterParty", "oadrCreatePartyRegistration", true))
                .isEqualTo(REGISTERED.replace("PT10S", "PT1S"));
    }

    @Test
    void aVenThatReadsNoWrapperGetsNone() throws Exception {
        open(VenWrap.NEVER, Optional.empty(), false, false);
        event(1);

        assertThat(post("OadrPoll", "oadrPoll", false)).contains("<x/>").doesNotContain("oadrPayload");
        assertThat(post("EiRegisterParty", "oadrCreatePartyRegistration", false))
                .contains("PT10S")
                .doesNotContain("oadrPayload");
    }

    @Test
    void pollsTravelWhereTheVtnWantsToSeeThemAndNothingWaits() throws Exception {
        open(VenWrap.AS_SENT, Optional.empty(), true, false);
        event(1);

        assertThat(post("OadrPoll", "oadrPoll", true)).contains("oadrDistributeEvent");
        assertThat(up).isEmpty();
        assertThat(post("OadrPoll", "oadrPoll", true)).isEqualTo(REGISTERED);
        assertThat(up).hasSize(1);
    }

    @Test
    void aVenThatListensIsPushedToUntilItAnswers200() throws Exception {
        status.set(500);
        open(VenWrap.AS_SENT, Optional.empty(), false, true);
        event(1);
        await().until(() -> !pushed.isEmpty());
        assertThat(taken).isEmpty();
        status.set(200);
        await().untilAsserted(() -> assertThat(taken).containsExactly(1L));

        assertThat(pushed.get(0)).startsWith("/ven/EiEvent ").contains("oadrDistributeEvent");
        assertThat(up).isEmpty();
    }

    @Test
    void whatItSaysInItsAnswerGoesUp() throws Exception {
        venAnswer = OpenAdrXml.document("oadrCreatedReport", OpenAdrXml.venId("VEN_1"), true);
        open(VenWrap.AS_SENT, Optional.empty(), false, true);
        event(1);
        await().untilAsserted(() -> assertThat(taken).containsExactly(1L));

        assertThat(up).hasSize(1);
        assertThat(up.get(0).body().text()).isEqualTo(venAnswer);
    }
}
