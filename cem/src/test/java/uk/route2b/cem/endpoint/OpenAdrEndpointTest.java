package uk.route2b.cem.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.cem.configuration.VenConfiguration;
import uk.route2b.client.Handover;
import uk.route2b.client.LinkCounters;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;

class OpenAdrEndpointTest {
    private static final String OADR = "http://openadr.org/oadr-2.0b/2012/07";
    private static final String PATH = "/OpenADR2/Simple/2.0b/";

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeUplink uplink = new FakeUplink();
    private final List<Long> taken = new CopyOnWriteArrayList<>();
    private OpenAdrEndpoint endpoint;

    /** Answers as a test says. */
    private static final class FakeUplink implements Uplink {
        private final List<OpenAdrRequest> requests = new CopyOnWriteArrayList<>();
        private volatile LinkStatus.State state = LinkStatus.State.OPEN;
        private volatile boolean unsigned;
        private volatile Optional<String> route = Optional.of("2b");
        private volatile CompletableFuture<OpenAdrAnswer> answer = CompletableFuture.completedFuture(
                new OpenAdrAnswer.Answered(200, Optional.empty(), Octets.ofText("<answer/>")));

        @Override
        public CompletableFuture<OpenAdrAnswer> send(OpenAdrRequest request) {
            requests.add(request);
            return answer;
        }

        @Override
        public void withdraw(CompletableFuture<OpenAdrAnswer> request) {
            if (unsigned) {
                request.complete(new OpenAdrAnswer.NotSent("withdrawn"));
            }
        }

        @Override
        public LinkStatus status() {
            LinkCounters none = new LinkCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            return new LinkStatus(state, "network", Optional.empty(), 0, 0, route, none, Optional.empty());
        }
    }

    @BeforeEach
    void open() throws IOException {
        open(Duration.ofMillis(300));
    }

    private void open(Duration patience) throws IOException {
        endpoint = OpenAdrEndpoint.open(
                0,
                List.of(new VenConfiguration("VEN_2A", "/ven-2a"), new VenConfiguration("VEN_2B", "")),
                uplink,
                () -> "{\"state\":\"open\"}",
                patience);
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private static String wrapped(String message) {
        return "<p:oadrPayload xmlns:p=\"" + OADR + "\"><p:oadrSignedObject>" + "<p:" + message
                + "/></p:oadrSignedObject></p:oadrPayload>";
    }

    private static String bare(String message) {
        return "<" + message + " xmlns=\"" + OADR + "\"/>";
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.url() + path))
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int index = 0; index < headers.length; index += 2) {
            request.setHeader(headers[index], headers[index + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void push(long number, String ven, String message) {
        OpenAdrPayload payload = new OpenAdrPayload(
                number, Optional.of(ven), Optional.of(message), Optional.empty(), Octets.ofText("payload " + number));
        endpoint.add(payload, () -> taken.add(number));
    }

    @Test
    void aPollWithNothingWaitingIsAnsweredAtOnceInTheFormItCame() throws Exception {
        PayloadHead wrapped = PayloadReader.DEFAULT.read(
                Octets.ofText(post(PATH + "OadrPoll", wrapped("oadrPoll")).body()));
        assertThat(wrapped.message()).contains(OpenAdrMessage.RESPONSE);
        assertThat(wrapped.wrapped()).isTrue();
        assertThat(wrapped.venId()).contains("VEN_2B");
        PayloadHead bare = PayloadReader.DEFAULT.read(
                Octets.ofText(post(PATH + "OadrPoll", bare("oadrPoll")).body()));
        assertThat(bare.wrapped()).isFalse();
        assertThat(uplink.requests).isEmpty();
    }

    @Test
    void aPollTakesTheOldestPayloadOfItsVenAndOnlyThenIsItTaken() throws Exception {
        push(1, "VEN_2A", "oadrCreateReport");
        push(2, "VEN_2B", "oadrCreateReport");
        push(3, "VEN_2B", "oadrCancelReport");
        assertThat(taken).isEmpty();
        assertThat(post(PATH + "OadrPoll", wrapped("oadrPoll")).body()).isEqualTo("payload 2");
        assertThat(post("/ven-2a" + PATH + "OadrPoll", wrapped("oadrPoll")).body())
                .isEqualTo("payload 1");
        assertThat(post(PATH + "OadrPoll", wrapped("oadrPoll")).body()).isEqualTo("payload 3");
        // the VEN has its answer a moment before the endpoint notes that it has left
        await().untilAsserted(() -> assertThat(taken).containsExactlyInAnyOrder(2L, 1L, 3L));
    }

    @Test
    void whatIsSupersededWaitsNoMore() throws Exception {
        push(1, "VEN_2B", "oadrDistributeEvent");
        push(2, "VEN_2B", "oadrCreateReport");
        push(3, "VEN_2B", "oadrDistributeEvent");
        endpoint.superseded(1);
        assertThat(post("/OadrPoll", wrapped("oadrPoll")).body()).isEqualTo("payload 2");
        assertThat(post("/OadrPoll", wrapped("oadrPoll")).body()).isEqualTo("payload 3");
        assertThat(endpoint.waiting()).isZero();
    }

    @Test
    void aPollIsAnsweredAlsoWhileTheLinkIsDown() throws Exception {
        uplink.state = LinkStatus.State.WAITING;
        assertThat(post("/OadrPoll", wrapped("oadrPoll")).statusCode()).isEqualTo(200);
    }

    @Test
    void everythingElseGoesUpOctetForOctetForTheVenOfThePath() throws Exception {
        String body = wrapped("oadrCreatedEvent");
        HttpResponse<String> answer = post("/ven-2a/deeper" + PATH + "EiEvent", body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<answer/>");
        OpenAdrRequest request = uplink.requests.get(0);
        assertThat(request.ven()).contains("VEN_2A");
        assertThat(request.body()).isEqualTo(Octets.ofText(body));
        assertThat(request.service()).isEmpty();
        assertThat(request.type()).isEmpty();
        assertThat(request.urgent()).isTrue();
    }

    @Test
    void theServiceTravelsWhereTheMessageAloneDoesNotTell() throws Exception {
        post("/EiReport", wrapped("oadrResponse"));
        assertThat(uplink.requests.get(0).service()).contains("EiReport");
    }

    @Test
    void anUnusualContentTypeTravels() throws Exception {
        post("/EiEvent", wrapped("oadrRequestEvent"), "Content-Type", "application/xml; charset=UTF-16");
        post("/EiEvent", wrapped("oadrRequestEvent"), "Content-Type", "text/xml; charset=\"utf-8\"");
        assertThat(uplink.requests.get(0).type()).contains("application/xml; charset=UTF-16");
        assertThat(uplink.requests.get(1).type()).isEmpty();
    }

    @Test
    void statusTypeAndBodyOfTheVtnComeBack() throws Exception {
        uplink.answer = CompletableFuture.completedFuture(
                new OpenAdrAnswer.Answered(406, Optional.of("text/plain"), Octets.ofText("not acceptable")));
        HttpResponse<String> answer = post("/EiEvent", wrapped("oadrCreatedEvent"));
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(answer.body()).isEqualTo("not acceptable");
    }

    @Test
    void anEmptyAnswerIsAnEmptyAnswer() throws Exception {
        uplink.answer =
                CompletableFuture.completedFuture(new OpenAdrAnswer.Answered(503, Optional.empty(), Octets.EMPTY));
        HttpResponse<String> answer = post("/EiEvent", wrapped("oadrCreatedEvent"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void whileTheLinkIsDownTheAnswerIs503WithAReasonAndNothingIsSent() throws Exception {
        uplink.state = LinkStatus.State.WAITING;
        uplink.route = Optional.empty();
        HttpResponse<String> answer = post("/EiEvent", wrapped("oadrCreatedEvent"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).contains("link to the gateway is down (WAITING, network)");
        assertThat(uplink.requests).isEmpty();
    }

    @Test
    void onRoute2aOnlyWhatIsUrgentIsTaken() throws Exception {
        uplink.state = LinkStatus.State.WAITING;
        uplink.route = Optional.of("2a");
        assertThat(post("/EiEvent", wrapped("oadrCreatedEvent")).statusCode()).isEqualTo(200);
        assertThat(post("/EiReport", wrapped("oadrUpdateReport")).statusCode()).isEqualTo(503);
    }

    @Test
    void anAnswerThatTakesTooLongIs504AndNobodyWaitsForItAnyMore() throws Exception {
        uplink.answer = new CompletableFuture<>();
        assertThat(post("/EiEvent", wrapped("oadrCreatedEvent")).statusCode()).isEqualTo(504);
        assertThat(uplink.answer).isCancelled();
    }

    @Test
    void aRequestThatCouldBeTakenBackInTimeIs503() throws Exception {
        uplink.answer = new CompletableFuture<>();
        uplink.unsigned = true;
        HttpResponse<String> answer = post("/EiEvent", wrapped("oadrCreatedEvent"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).startsWith("not sent");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aRequestInAnAnswerIsTakenOnceItIsWritten() throws Exception {
        List<String> handed = handed();
        assertThat(post("/EiEvent", wrapped("oadrRequestEvent")).body()).isEqualTo("<request/>");
        await().untilAsserted(() -> assertThat(handed).containsExactly("taken"));
    }

    /** An answer with a request; what becomes of it. */
    private List<String> handed() {
        List<String> handed = new CopyOnWriteArrayList<>();
        Handover handover = new Handover() {
            @Override
            public void taken() {
                handed.add("taken");
            }

            @Override
            public void lost() {
                handed.add("lost");
            }
        };
        uplink.answer = CompletableFuture.completedFuture(
                new OpenAdrAnswer.Answered(200, Optional.empty(), Octets.ofText("<request/>"), handover));
        return handed;
    }

    @Test
    void aVenThatHungUpBeforeItsAnswerWasWrittenHasNotGotIt() throws Exception {
        endpoint.close();
        open(Duration.ofSeconds(30));
        List<String> handed = handed();
        CompletableFuture<OpenAdrAnswer> answer = uplink.answer;
        uplink.answer = new CompletableFuture<>();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), endpoint.url().getPort())) {
            String body = wrapped("oadrRequestEvent");
            socket.getOutputStream()
                    .write(("POST /EiEvent HTTP/1.1\r\nHost: cem\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            await().until(() -> !uplink.requests.isEmpty());
        }
        uplink.answer.complete(answer.join());
        await().untilAsserted(() -> assertThat(handed).containsExactly("lost"));
    }

    @Test
    void aPollThatHungUpLeavesItsPayloadToTheNextOne() throws Exception {
        CompletableFuture<Octets> body = new CompletableFuture<>();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        OpenAdrPayload slow =
                new OpenAdrPayload(1, Optional.of("VEN_2B"), Optional.of("oadrCreateReport"), Optional.empty(), () -> {
                    asked.complete(null);
                    return body.join();
                });
        endpoint.add(slow, () -> taken.add(1L));
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), endpoint.url().getPort())) {
            String poll = wrapped("oadrPoll");
            socket.getOutputStream()
                    .write(("POST /OadrPoll HTTP/1.1\r\nHost: cem\r\nContent-Length: " + poll.length() + "\r\n\r\n"
                                    + poll)
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            asked.join();
        }
        body.complete(Octets.ofText("payload 1"));
        await().until(() -> endpoint.waiting() == 1);
        assertThat(taken).isEmpty();
        assertThat(post("/OadrPoll", wrapped("oadrPoll")).body()).isEqualTo("payload 1");
    }

    @Test
    void aPayloadThatCanNotBeReadDoesNotHoldUpTheNext() throws Exception {
        OpenAdrPayload lost =
                new OpenAdrPayload(1, Optional.of("VEN_2B"), Optional.of("oadrCreateReport"), Optional.empty(), () -> {
                    throw new IOException("in-1 is damaged");
                });
        endpoint.add(lost, () -> taken.add(1L));
        push(2, "VEN_2B", "oadrCreateReport");
        assertThat(post("/OadrPoll", wrapped("oadrPoll")).body()).isEqualTo("payload 2");
        await().untilAsserted(() -> assertThat(taken).containsExactly(2L));
    }

    @Test
    void receiptsBecomeStatusesWithAReason() throws Exception {
        uplink.answer = CompletableFuture.completedFuture(new OpenAdrAnswer.Receipted(ReceiptStatus.IN_DOUBT, "begun"));
        assertThat(post("/EiEvent", wrapped("oadrCreatedEvent")).statusCode()).isEqualTo(504);
        uplink.answer = CompletableFuture.completedFuture(new OpenAdrAnswer.Receipted(ReceiptStatus.REFUSED, "ven"));
        assertThat(post("/EiEvent", wrapped("oadrCreatedEvent")).statusCode()).isEqualTo(502);
        uplink.answer = CompletableFuture.completedFuture(new OpenAdrAnswer.NotSent("queue-full"));
        assertThat(post("/EiEvent", wrapped("oadrCreatedEvent")).statusCode()).isEqualTo(503);
        uplink.answer = CompletableFuture.completedFuture(new OpenAdrAnswer.NotSent("too-large"));
        assertThat(post("/EiEvent", wrapped("oadrCreatedEvent")).statusCode()).isEqualTo(413);
    }

    @Test
    void whatIsNotOpenAdrIsRefusedHere() throws Exception {
        assertThat(post("/EiEvent", "<html/>").statusCode()).isEqualTo(400);
        assertThat(post("/EiEvent", "<!DOCTYPE x><x/>").statusCode()).isEqualTo(400);
        assertThat(post("/EiSomething", wrapped("oadrPoll")).statusCode()).isEqualTo(404);
        assertThat(uplink.requests).isEmpty();
    }

    @Test
    void aBodyAboveFourMebibytesIsRefused() throws Exception {
        assertThat(post("/EiReport", "x".repeat(OpenAdrEndpoint.BODY_MOST + 1)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void aPageInABrowserHasNoBusinessHere() throws Exception {
        assertThat(post("/EiEvent", wrapped("oadrCreatedEvent"), "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void statusIsJson() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(endpoint.url() + "/status")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("{\"state\":\"open\"}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void itListensOnTheLoopbackOnly() {
        assertThat(endpoint.url()).hasHost("127.0.0.1");
        assertThat(endpoint.vtnUrl()).endsWith("/OpenADR2/Simple/2.0b");
    }
}
