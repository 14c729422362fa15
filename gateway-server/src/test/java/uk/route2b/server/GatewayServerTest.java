package uk.route2b.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
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
import java.util.concurrent.CompletableFuture;
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
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
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
        return GatewayServer.start(files.withoutTunnel("" + vtn.port()), Surroundings.ofProcess());
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
    void aRequestOfAVenThatTheCemDoesNotHaveIsRefusedForGood() {
        try (TestCem cem = dial()) {
            cem.greet(1);
            SignedMessage poll = pen.openAdr(POLL.formatted("VEN_2A"));
            cem.send(poll);
            SignedMessage answer = cem.next();

            assertThat(CemPen.receiptIn(answer).status()).isEqualTo(ReceiptStatus.REFUSED);
            assertThat(CemPen.receiptIn(answer).detail()).isEqualTo("ven-unknown");
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
