package uk.route2b.server.vtn.okhttp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration.VtnEntry;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.register.VtnCredentials;
import uk.route2b.server.vtn.AdaptedUpstream;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;

/**
 * Each profile against a stand-in that is as particular as the stack: every message that a VEN sends, in both forms.
 */
class StackStandInTest {
    private static final String SMALLEST = """
            trust: trust.pem
            store: {sqlite: server.db}
            vtns:
              - {name: vtn, url: "http://127.0.0.1:%s", %s}
            dsrsps:
              - entity: 90-B3-D5-1F-30-01-00-08
                signers: [{certificate: m.pem, key: "file:m.key"}]
                link:
                  tls: {certificate: t.pem, key: "file:t.key"}
                  configuration: {endpoints: "wss://localhost:8443/route2b"}
            """;
    private static final String BARE_ANSWER = OpenAdrXml.document("oadrResponse", answer(200), false);
    private static final String WRAPPED_ANSWER = OpenAdrXml.document("oadrResponse", answer(200), true);

    private final HttpVtnUpstream http = new HttpVtnUpstream(65_536);
    private final List<String> registered = new ArrayList<>();
    private WireMockServer stack;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        stack = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        stack.start();
    }

    @AfterEach
    void stop() throws Exception {
        stack.stop();
        http.close();
    }

    private static String answer(int code) {
        return OpenAdrXml.response(code, "", "r");
    }

    private Vtn vtn(String settings) throws IOException {
        Path file = Files.writeString(folder.resolve("server.yaml"), SMALLEST.formatted(stack.port(), settings));
        VtnEntry entry =
                ConfigurationReader.read(file, new Environment(Map.of())).vtns().get(0);
        VtnCredentials credentials = new VtnCredentials(
                List.of(),
                Optional.empty(),
                Map.of(
                        "VEN_1",
                        new VtnCredentials.VenCredentials(
                                "VEN_1", Optional.of("s3cret"), Optional.of("0DB1234567"), Optional.empty())));
        return new Vtn(
                "vtn",
                entry.url(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                8,
                entry.answer(),
                Optional.empty(),
                entry.upstream(),
                credentials);
    }

    private VtnAnswer ask(Vtn vtn, OpenAdrMessage message, boolean wrapped) {
        String inner = "<pyld:requestID>r</pyld:requestID><oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName>"
                + OpenAdrXml.venId("VEN_1");
        Octets body = Octets.ofText(OpenAdrXml.document(message.element(), inner, wrapped));
        AdaptedUpstream upstream = new AdaptedUpstream(
                http,
                (of, ven) -> Optional.of(URI.create("https://gateway.example/push/t")),
                (of, ven, frequency) -> registered.add(
                        ven + " " + frequency.map(Object::toString).orElse("?")));
        return upstream.forward(new VtnRequest(vtn, "VEN_1", message.service().segment(), Optional.empty(), body))
                .toCompletableFuture()
                .join();
    }

    private static Stream<OpenAdrMessage> ofVens() {
        return Arrays.stream(OpenAdrMessage.values()).filter(OpenAdrMessage::sentByVen);
    }

    private static int code(VtnAnswer answer) {
        String text = answer.body().text();
        int at = text.indexOf("responseCode>") + "responseCode>".length();
        return Integer.parseInt(text.substring(at, at + 3));
    }

    @Test
    void epriReadsTheNameInTheHeadersAndNothingBare() throws Exception {
        stack.stubFor(post(anyUrl()).atPriority(9).willReturn(aResponse().withBody(answerOf(500, true))));
        stack.stubFor(post(anyUrl())
                .atPriority(5)
                .withRequestBody(containing("oadrPayload"))
                .willReturn(aResponse().withBody(answerOf(463, true))));
        stack.stubFor(post(anyUrl())
                .atPriority(1)
                .withRequestBody(containing("oadrPayload"))
                .withHeader("HTTPS", equalTo("on"))
                .withHeader("SSL-Client-S-DN-CN", equalTo("0DB1234567"))
                .withHeader("Authorization", absent())
                .withHeader("Client-Cert", absent())
                .willReturn(aResponse().withBody(WRAPPED_ANSWER)));
        Vtn epri = vtn("profile: epri");

        ofVens().forEach(message -> {
            assertThat(code(ask(epri, message, true))).as(message.element()).isEqualTo(200);
            assertThat(code(ask(epri, message, false))).as(message.element()).isEqualTo(200);
        });
        stack.verify(
                2,
                postRequestedFor(urlEqualTo("/OpenADR2/Simple/2.0b/EiRegisterParty"))
                        .withRequestBody(containing("oadrCreatePartyRegistration"))
                        .withRequestBody(
                                containing(
                                        "<oadr:oadrTransportAddress>https://gateway.example/push/t</oadr:oadrTransportAddress>"))
                        .withRequestBody(containing("<oadr:oadrHttpPullModel>false</oadr:oadrHttpPullModel>")));
    }

    private static String answerOf(int code, boolean wrapped) {
        return OpenAdrXml.document("oadrResponse", answer(code), wrapped);
    }

    @Test
    void avobWantsAPasswordAndTakesEveryWrapperForASignature() throws Exception {
        stack.stubFor(post(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(403)));
        stack.stubFor(post(anyUrl())
                .atPriority(5)
                .withBasicAuth("VEN_1", "s3cret")
                .willReturn(aResponse().withBody(BARE_ANSWER)));
        stack.stubFor(post(anyUrl())
                .atPriority(1)
                .withBasicAuth("VEN_1", "s3cret")
                .withRequestBody(containing("oadrPayload"))
                .willReturn(aResponse().withBody(answerOf(454, false))));
        Vtn avob = vtn("profile: avob, path: /testvtn/OpenADR2/Simple/2.0b/");

        for (OpenAdrMessage message : ofVens().toList()) {
            for (boolean wrapped : new boolean[] {true, false}) {
                VtnAnswer answer = ask(avob, message, wrapped);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(code(answer)).as(message.element()).isEqualTo(200);
                // on the link a message stands in its wrapper
                assertThat(PayloadReader.DEFAULT.read(answer.body()).wrapped()).isTrue();
            }
        }
        stack.verify(
                2,
                postRequestedFor(urlEqualTo("/testvtn/OpenADR2/Simple/2.0b/EiOpt"))
                        .withRequestBody(containing("oadrCancelOpt")));
    }

    @Test
    void openleadrWantsXmlInAWrapperAndAnswersAResponseWithNothing() throws Exception {
        stack.stubFor(post(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(400)));
        stack.stubFor(post(anyUrl())
                .atPriority(5)
                .withHeader("Content-Type", containing("application/xml"))
                .withRequestBody(containing("oadrSignedObject"))
                .willReturn(aResponse().withBody(WRAPPED_ANSWER)));
        stack.stubFor(post(anyUrl())
                .atPriority(1)
                .withRequestBody(containing("<oadr:oadrResponse"))
                .willReturn(aResponse()));
        Vtn openleadr = vtn("profile: openleadr");

        ofVens().forEach(message -> {
            for (boolean wrapped : new boolean[] {true, false}) {
                VtnAnswer answer = ask(openleadr, message, wrapped);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().isEmpty()).isEqualTo(message == OpenAdrMessage.RESPONSE);
            }
        });
        // it pushes nothing, so a registration travels as the VEN wrote it
        stack.verify(0, postRequestedFor(anyUrl()).withRequestBody(containing("oadrTransportAddress")));
    }

    @Test
    void whatOpenleadrWouldRefuseForItsLengthIsNotSent() throws Exception {
        Vtn openleadr = vtn("profile: openleadr, bodyOctets: 1024");
        Octets body = Octets.ofText(OpenAdrXml.document("oadrUpdateReport", "<x>" + "y".repeat(1024) + "</x>", true));
        VtnAnswer answer = new AdaptedUpstream(http, (of, ven) -> Optional.empty(), (of, ven, frequency) -> {})
                .forward(new VtnRequest(openleadr, "VEN_1", "EiReport", Optional.empty(), body))
                .toCompletableFuture()
                .join();

        assertThat(answer.status()).isEqualTo(413);
        stack.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void aRegistrationThatPassesIsSeenWithItsPollFrequency() throws Exception {
        stack.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withBody(OpenAdrXml.document(
                                "oadrCreatedPartyRegistration",
                                answer(200)
                                        + "<ei:registrationID>reg</ei:registrationID><oadr:oadrRequestedOadrPollFreq>"
                                        + "<x:duration xmlns:x=\"urn:ietf:params:xml:ns:icalendar-2.0\">PT10S</x:duration>"
                                        + "</oadr:oadrRequestedOadrPollFreq>",
                                true))));
        ask(vtn("profile: openleadr"), OpenAdrMessage.CREATE_PARTY_REGISTRATION, true);
        ask(vtn("profile: openleadr"), OpenAdrMessage.QUERY_REGISTRATION, true);

        assertThat(registered).containsExactly("VEN_1 PT10S");
    }

    @Test
    void withoutAProfileNothingIsChanged() throws Exception {
        stack.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(401)
                        .withHeader("Content-Type", "text/html")
                        .withBody("<h1>who?</h1>")));
        VtnAnswer answer = ask(vtn("requestsMost: 2"), OpenAdrMessage.POLL, false);

        assertThat(answer).isEqualTo(new VtnAnswer(401, Optional.of("text/html"), Octets.ofText("<h1>who?</h1>")));
        stack.verify(postRequestedFor(anyUrl())
                .withHeader("X-OADR-VEN-ID", equalTo("VEN_1"))
                .withRequestBody(containing("<oadr:oadrPoll xmlns")));
    }
}
