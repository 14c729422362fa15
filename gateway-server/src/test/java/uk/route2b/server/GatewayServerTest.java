package uk.route2b.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.OtherStore;
import uk.route2b.server.testing.okhttp.TestCem;

/** A whole gateway on real sockets, with a CEM by hand on one side and a VTN on the other. */
class GatewayServerTest {
    private static final String POLL = """
            <oadr:oadrPayload xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07"\
             xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110"><oadr:oadrSignedObject>\
            <oadr:oadrPoll ei:schemaVersion="2.0b"><ei:venID>%s</ei:venID></oadr:oadrPoll>\
            </oadr:oadrSignedObject></oadr:oadrPayload>""";

    private static final String EVENT = """
            <oadr:oadrPayload xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07"\
             xmlns:pyld="http://docs.oasis-open.org/ns/energyinterop/201110/payloads"><oadr:oadrSignedObject>\
            <oadr:oadrDistributeEvent><pyld:requestID>r-1</pyld:requestID></oadr:oadrDistributeEvent>\
            </oadr:oadrSignedObject></oadr:oadrPayload>""";

    private static final String ANSWER =
            "<oadr:oadrPayload xmlns:oadr=\"x\">an answer, whatever it is</oadr:oadrPayload>";

    private static final Duration PATIENCE = Duration.ofSeconds(12);

    @TempDir
    private Path folder;

    private WireMockServer vtn;
    private DemoFiles files;
    private GatewayServer server;
    private CemPen pen;

    @BeforeEach
    void start() {
        vtn = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        vtn.start();
        vtn.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/xml")
                        .withBody(ANSWER)));
        files = new DemoFiles(folder, Instant.now());
        server = startServer();
        pen = new CemPen(files.cem1(), DemoFiles.CEM_1, System.currentTimeMillis());
    }

    private GatewayServer startServer() {
        return startServer(PushAnswer.AFTER_CEM, Surroundings.ofProcess());
    }

    private GatewayServer startServer(PushAnswer answer, Surroundings surroundings) {
        ServerConfiguration configuration = files.withoutTunnel("" + vtn.port());
        return GatewayServer.start(DemoFiles.answering(configuration, answer, PATIENCE), surroundings);
    }

    private void restart(PushAnswer answer, Surroundings surroundings) {
        server.close();
        server = startServer(answer, surroundings);
    }

    @AfterEach
    void stop() {
        server.close();
        vtn.stop();
    }

    private TestCem dial() {
        return TestCem.dial(files, server.linkPort(DemoFiles.DSRSP), pen);
    }

    @Test
    void aGoodHelloIsWelcomedAndTheCurrentConfigurationFollows() throws Exception {
        try (TestCem cem = dial()) {
            LinkControl.Welcome welcome = (LinkControl.Welcome) CemPen.control(cem.greet(0));

            assertThat(welcome.epoch()).isEqualTo(1);
            assertThat(welcome.window()).isEqualTo(64);
            SignedMessage configuration = cem.next();
            assertThat(CemPen.code(configuration)).contains(PrivateMessageCode.LINK_CONFIGURATION);
            LinkConfiguration read = LinkConfigurationJson.read(
                    Content.read(configuration.content()).plainBody(4096));
            assertThat(read.version()).isEqualTo(1);
        }
    }

    @Test
    void aCemWithTheCurrentConfigurationGetsNoOther() {
        try (TestCem cem = dial()) {
            cem.greet(1);

            assertThat(cem.poll(Duration.ofMillis(300))).isNull();
        }
    }

    @Test
    void aRequestOfTheVenIsForwardedOnceAndItsAnswerComesBackAgainForARepeat() {
        try (TestCem cem = dial()) {
            cem.greet(1);
            SignedMessage poll = pen.openAdr(POLL.formatted("VEN_1"));
            cem.send(poll);
            SignedMessage answer = cem.next();
            cem.send(poll);
            SignedMessage again = cem.next();

            assertThat(answer.header().cra()).isEqualTo(CraFlag.RESPONSE);
            assertThat(CemPen.exchangeIn(answer).body().text()).isEqualTo(ANSWER);
            assertThat(again.octets()).isEqualTo(answer.octets());
            vtn.verify(
                    1,
                    postRequestedFor(urlEqualTo("/OpenADR2/Simple/2.0b/OadrPoll"))
                            .withHeader("Content-Type", equalTo("application/xml; charset=UTF-8"))
                            .withRequestBody(equalTo(POLL.formatted("VEN_1"))));
        }
    }

    @Test
    void aRequestOfAVenThatTheCemDoesNotHaveIsAnsweredWith463() {
        try (TestCem cem = dial()) {
            cem.greet(1);
            SignedMessage poll = pen.openAdr(POLL.formatted("VEN_2A"));
            cem.send(poll);
            SignedMessage answer = cem.next();

            assertThat(CemPen.exchangeIn(answer).body().text()).contains("oadrResponse", ">463<");
            vtn.verify(0, postRequestedFor(anyUrl()));
        }
    }

    @Test
    void aPushIsAnsweredWithAnOadrResponseOnceTheCemHasIt() throws Exception {
        try (TestCem cem = dial()) {
            cem.greet(1);
            CompletableFuture<HttpResponse<String>> pushed =
                    push(DemoFiles.TOKEN_1, "/OpenADR2/Simple/2.0b/EiEvent", EVENT);
            SignedMessage event = cem.next();
            assertThat(pushed).isNotDone();
            cem.send(pen.receipt(event, ReceiptStatus.STORED, ""));
            HttpResponse<String> response = pushed.get();

            assertThat(CemPen.exchangeIn(event)).isEqualTo(OpenAdrExchange.of(Octets.ofText(EVENT)));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/xml");
            assertThat(response.body()).contains("oadrResponse", ">200<", ">r-1<", ">VEN_1<");
        }
    }

    @Test
    void aPushToACemWithoutALinkIsToldToComeBack() throws Exception {
        HttpResponse<String> response =
                push(DemoFiles.TOKEN_1, "/EiEvent", EVENT).get();

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aPushWithAnotherTokenIsNotFound() throws Exception {
        assertThat(push("nobody", "/EiEvent", EVENT).get().statusCode()).isEqualTo(404);
    }

    @Test
    void aPushThatNamesAnotherVenIsRefused() throws Exception {
        String cancel = OpenAdrXml.document("oadrCancelReport", OpenAdrXml.venId("VEN_9"), true);

        HttpResponse<String> refused =
                push(DemoFiles.TOKEN_1, "/EiReport", cancel).get();

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).startsWith("ven-mismatch");
    }

    @Test
    void aPushThatIsNoOpenAdrIsABadRequest() throws Exception {
        assertThat(push(DemoFiles.TOKEN_1, "/EiEvent", "<a>").get().statusCode())
                .isEqualTo(400);
        assertThat(push(DemoFiles.TOKEN_1, "/EiEvent", POLL.formatted("VEN_1"))
                        .get()
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aPushAboveTheLimitIsTooLarge() throws Exception {
        // Only says how long it would be: the answer may be lost with the connection of a sender that still sends.
        String head = "POST /push/" + DemoFiles.TOKEN_1 + "/EiEvent HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Length: 4200000\r\n\r\n";
        try (Socket socket = new Socket(server.push().getHost(), server.push().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void aPushAboveTheLimitThatDoesNotSayHowLongItIsIsTooLargeAsWell() throws Exception {
        URI uri = URI.create(server.push() + "/push/" + DemoFiles.TOKEN_1 + "/EiEvent");
        HttpRequest.BodyPublisher chunked =
                HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[4_200_000]));
        HttpResponse<String> response = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(HttpRequest.newBuilder(uri).POST(chunked).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void anUnansweredMessageComesAgainWithTheSameOctetsAlsoAfterARestart() throws Exception {
        SignedMessage first;
        try (TestCem cem = dial()) {
            cem.greet(1);
            assertThat(push(DemoFiles.TOKEN_1, "/EiEvent", EVENT)).isNotNull();
            first = cem.next();
        }
        server.close();
        server = startServer();
        try (TestCem cem = dial()) {
            LinkControl.Welcome welcome = (LinkControl.Welcome) CemPen.control(cem.greet(1));

            assertThat(welcome.epoch()).isEqualTo(2);
            assertThat(welcome.floor()).isEqualTo(first.header().counter() - 1);
            assertThat(cem.next().octets()).isEqualTo(first.octets());
        }
    }

    @Test
    void aNewerSessionSupersedesTheOlder() {
        try (TestCem older = dial()) {
            older.greet(1);
            try (TestCem newer = dial()) {
                LinkControl.Welcome welcome = (LinkControl.Welcome) CemPen.control(newer.greet(1));

                assertThat(welcome.epoch()).isEqualTo(2);
                assertThat(older.ended().closeCode()).isEqualTo(CloseCode.SUPERSEDED.number());
                assertThat(get("/status")).contains("\"takeovers\" : 1");
            }
        }
    }

    @Test
    void aStopAnnouncesItselfAndClosesWithDraining() {
        try (TestCem cem = dial()) {
            cem.greet(1);
            server.close();

            SignedMessage drain = cem.next();
            assertThat(CemPen.control(drain)).isInstanceOf(LinkControl.Drain.class);
            assertThat(drain.header().cra()).isEqualTo(CraFlag.COMMAND);
            assertThat(cem.ended().closeCode()).isEqualTo(CloseCode.DRAINING.number());
        }
    }

    @Test
    void healthIsUpAndStatusShowsTheLink() {
        try (TestCem cem = dial()) {
            cem.greet(1);

            assertThat(get("/health")).contains("\"status\" : \"up\"", "\"store\" : \"up\"", "\"clock\" : \"up\"");
            assertThat(get("/status"))
                    .contains("\"route\" : \"2b\"", "\"sessionEpoch\" : 1", DemoFiles.CEM_2.toString());
        }
    }

    @Test
    void anOperatorBeginsSeesAndStopsAMoveAsJsonOnly() {
        String order = "{\"dsrsp\":\"" + DemoFiles.DSRSP + "\",\"perMinute\":1,\"cems\":[\"" + DemoFiles.CEM_2
                + "\"],\"endpoints\":[\"wss://new.example/route2b\"]}";
        assertThat(order("/moves", "text/plain", order).statusCode()).isEqualTo(415);
        assertThat(order("/moves", "application/json", order.replace("wss", "https"))
                        .body())
                .contains("endpoints: not-a-wss-uri");
        HttpResponse<String> begun = order("/moves", "application/json", order);
        assertThat(begun.statusCode()).isEqualTo(201);
        assertThat(begun.body()).contains("\"configuration\" : 2", "wss://new.example/route2b");
        assertThat(get("/moves")).contains("\"move\" : \"1\"");
        assertThat(get("/moves/1")).contains(DemoFiles.CEM_2.toString());
        assertThat(order("/moves/1/stop", "application/json", "").statusCode()).isEqualTo(200);
        assertThat(order("/moves/2/stop", "application/json", "").statusCode()).isEqualTo(404);
        assertThat(get("/moves/nobody")).isBlank();
        assertThat(get("/quarantine")).contains("\"held\" : [ ]");
        assertThat(get("/thresholds")).contains("\"thresholds\" : [ ]");
        assertThat(order("/quarantine/1/release", "text/plain", "{\"by\":\"a\"}")
                        .statusCode())
                .isEqualTo(415);
        assertThat(order("/quarantine/1/release", "application/json", "{}").statusCode())
                .isEqualTo(400);
        assertThat(order("/quarantine/1/drop", "application/json", "{\"by\":\"a\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void onStoreTheVtnIsToldBeforeTheCemHasItAndTheCemGetsItWhenItComes() throws Exception {
        restart(PushAnswer.ON_STORE, Surroundings.ofProcess());
        HttpResponse<String> response =
                push(DemoFiles.TOKEN_1, "/EiEvent", EVENT).get();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("oadrResponse", ">r-1<");
        restart(PushAnswer.ON_STORE, Surroundings.ofProcess());
        try (TestCem cem = dial()) {
            cem.greet(1);

            assertThat(CemPen.exchangeIn(cem.next()).body().text()).isEqualTo(EVENT);
            assertThat(cem.poll(Duration.ofMillis(300))).isNull();
        }
    }

    @Test
    void aPushThatWasToldToComeBackJoinsWhatIsOnItsWayAlsoAfterARestart() throws Exception {
        SignedMessage first;
        try (TestCem cem = dial()) {
            cem.greet(1);
            CompletableFuture<HttpResponse<String>> pushed = push(DemoFiles.TOKEN_1, "/EiEvent", EVENT);
            first = cem.next();
            assertThat(pushed.get().statusCode()).isEqualTo(503);
        }
        restart(PushAnswer.AFTER_CEM, Surroundings.ofProcess());
        try (TestCem cem = dial()) {
            cem.greet(1);
            assertThat(cem.next().octets()).isEqualTo(first.octets());
            CompletableFuture<HttpResponse<String>> again = push(DemoFiles.TOKEN_1, "/EiEvent", EVENT);
            cem.send(pen.receipt(first, ReceiptStatus.STORED, ""));

            assertThat(again.get().statusCode()).isEqualTo(200);
            assertThat(cem.poll(Duration.ofMillis(300))).isNull();
        }
    }

    @Test
    void aVtnThatNeverAnswersOneCemHoldsUpNoOther() {
        vtn.stubFor(post(anyUrl())
                .withRequestBody(containing("VEN_1"))
                .willReturn(aResponse().withFixedDelay(60_000)));
        CemPen other = new CemPen(files.cem2(), DemoFiles.CEM_2, System.currentTimeMillis());
        try (TestCem stuck = dial();
                TestCem neighbour = TestCem.dial(files, server.linkPort(DemoFiles.DSRSP), other)) {
            stuck.greet(1);
            neighbour.greet(1);
            for (int count = 0; count < 20; count++) {
                stuck.send(pen.openAdr(POLL.formatted("VEN_1")));
            }
            for (int count = 0; count < 20; count++) {
                neighbour.send(other.openAdr(OpenAdrExchange.of(Octets.ofText(POLL.formatted("VEN_2A")))
                        .forVen("VEN_2A")));
                assertThat(CemPen.exchangeIn(neighbour.next()).body().text()).isEqualTo(ANSWER);
            }

            assertThat(stuck.poll(Duration.ZERO)).isNull();
            assertThat(get("/status")).contains("\"requestOctets\"");
        }
    }

    @Test
    void aCemThatDoesNotReadHoldsUpNoOtherAndGetsAllInOrderOnceItReads() throws Exception {
        restart(PushAnswer.ON_STORE, Surroundings.ofProcess());
        CemPen other = new CemPen(files.cem2(), DemoFiles.CEM_2, System.currentTimeMillis());
        List<String> bodies = new ArrayList<>();
        try (TestCem stuck = dial();
                TestCem neighbour = TestCem.dial(files, server.linkPort(DemoFiles.DSRSP), other)) {
            stuck.greet(1);
            neighbour.greet(1);
            stuck.stopReading();
            java.util.Random chance = new java.util.Random(7);
            for (int count = 0; count < 40; count++) {
                byte[] octets = new byte[150_000];
                chance.nextBytes(octets);
                String comment = "<!--" + count + java.util.HexFormat.of().formatHex(octets) + "-->";
                bodies.add(EVENT.replace("<oadr:oadrSignedObject>", comment + "<oadr:oadrSignedObject>")
                        .replace("oadrDistributeEvent", "oadrRegisterReport"));
                assertThat(push(DemoFiles.TOKEN_1, "/EiReport", bodies.get(count))
                                .get()
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(push("0123456789abcdef0123456789abcdef", "/EiEvent", EVENT)
                            .get()
                            .statusCode())
                    .isEqualTo(200);
            assertThat(CemPen.exchangeIn(neighbour.next()).body().text()).isEqualTo(EVENT);
            assertThat(get("/status")).containsPattern("\"QUEUED\" : [1-9]");
            stuck.readAgain();
            for (String body : bodies) {
                SignedMessage message = stuck.next();
                stuck.send(pen.receipt(message, ReceiptStatus.STORED, ""));
                assertThat(CemPen.exchangeIn(message).body().text()).isEqualTo(body);
            }
        }
    }

    @Test
    void whatACemRefusesIsADeadLetterThatAnOperatorSees() throws Exception {
        try (TestCem cem = dial()) {
            cem.greet(1);
            CompletableFuture<HttpResponse<String>> pushed = push(DemoFiles.TOKEN_1, "/EiEvent", EVENT);
            cem.send(pen.receipt(cem.next(), ReceiptStatus.REFUSED, "because"));

            assertThat(pushed.get().statusCode()).isEqualTo(502);
            assertThat(pushed.get().body()).contains("REFUSED because");
            assertThat(get("/deadletters"))
                    .contains("\"ven\" : \"VEN_1\"", "\"state\" : \"REFUSED\"", "\"reason\" : \"because\"");
            assertThat(get("/deadletters?before=1")).contains("\"deadLetters\" : [ ]");
            assertThat(get("/deadletters?before=x")).contains("error");
            assertThat(get("/status")).contains("\"deadLetters\" : 1", "\"REFUSED\" : 1");
        }
    }

    @Test
    void whileTheStoreCannotBeWrittenHealthSaysSoAndNothingIsAcknowledged() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        OtherStore.At at = new OtherStore.At() {
            @Override
            public void before(String method) {
                if (broken.get()) {
                    throw new StoreException("the disk is full", new java.io.IOException("test"));
                }
            }
        };
        restart(PushAnswer.ON_STORE, Surroundings.ofProcess().store(OtherStore.with(at)));
        broken.set(true);
        assertThat(get("/health")).contains("\"status\" : \"down\"", "\"store\" : \"the disk is full\"");
        assertThat(push(DemoFiles.TOKEN_1, "/EiEvent", EVENT).get().statusCode())
                .isEqualTo(503);
        assertThat(get("/deadletters")).contains("error");
        broken.set(false);

        assertThat(get("/health")).contains("\"status\" : \"up\"");
        assertThat(push(DemoFiles.TOKEN_1, "/EiEvent", EVENT).get().statusCode())
                .isEqualTo(200);
    }

    @Test
    void severalVensAreNamedInBothDirections() throws Exception {
        pen = new CemPen(files.cem2(), DemoFiles.CEM_2, System.currentTimeMillis());
        try (TestCem cem = dial()) {
            cem.greet(1);
            cem.send(pen.openAdr(
                    OpenAdrExchange.of(Octets.ofText(POLL.formatted("VEN_2B"))).forVen("VEN_2B")));
            assertThat(CemPen.exchangeIn(cem.next()).ven()).contains("VEN_2B");
            assertThat(push("0123456789abcdef0123456789abcdef", "/EiEvent", EVENT))
                    .isNotNull();
            assertThat(CemPen.exchangeIn(cem.next()).ven()).contains("VEN_2A");
        }
    }

    private CompletableFuture<HttpResponse<String>> push(String token, String path, String body) {
        URI uri = URI.create(server.push() + "/push/" + token + path);
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> order(String path, String type, String body) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(server.operator() + path))
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .join();
    }

    private String get(String path) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(server.operator() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::body)
                .join();
    }
}
