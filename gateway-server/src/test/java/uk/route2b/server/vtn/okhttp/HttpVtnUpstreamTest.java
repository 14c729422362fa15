package uk.route2b.server.vtn.okhttp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;
import uk.route2b.server.vtn.VtnWatch;

/** Whatever a VTN answers is carried; what it does not answer is 503; and it is asked once. */
class HttpVtnUpstreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Octets BODY = Octets.ofText("<request/>");

    private final HttpVtnUpstream upstream = new HttpVtnUpstream(1000);
    private WireMockServer server;

    @BeforeEach
    void start() {
        server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        upstream.close();
    }

    @Test
    void theRequestIsPostedToTheServiceAsXml() {
        server.stubFor(post(anyUrl()).willReturn(aResponse().withBody("<answer/>")));
        forward(Optional.empty());

        server.verify(postRequestedFor(urlEqualTo("/base/OpenADR2/Simple/2.0b/EiEvent"))
                .withHeader("Content-Type", equalTo("application/xml; charset=UTF-8"))
                .withRequestBody(equalTo("<request/>")));
    }

    @Test
    void aBugInWhoeverLooksOnLeavesNoRequestWithoutAnAnswer() {
        server.stubFor(post(anyUrl()).willReturn(aResponse().withBody("<answer/>")));
        VtnWatch broken = new VtnWatch() {
            @Override
            public void answered(VtnRequest request, VtnAnswer answer) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void failed(VtnRequest request, String reason) {
                throw new IllegalStateException("a bug");
            }
        };
        VtnRequest request = new VtnRequest(vtn(server.port(), PATIENCE), "VEN_1", "EiEvent", Optional.empty(), BODY);
        assertThat(new HttpVtnUpstream(1000, broken).forward(request))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withMessageContaining("a bug");
    }

    @Test
    void theTypeThatTheVenSaidIsKept() {
        server.stubFor(post(anyUrl()).willReturn(aResponse()));
        forward(Optional.of("text/xml"));

        server.verify(postRequestedFor(anyUrl()).withHeader("Content-Type", equalTo("text/xml")));
    }

    @Test
    void statusTypeAndBodyAreCarried() {
        server.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(401)
                        .withHeader("Content-Type", "text/html")
                        .withBody("<h1>who?</h1>")));

        assertThat(forward(Optional.empty()))
                .isEqualTo(new VtnAnswer(401, Optional.of("text/html"), Octets.ofText("<h1>who?</h1>")));
    }

    @Test
    void anEmptyBodyIsAnAnswer() {
        server.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(200)));

        assertThat(forward(Optional.empty())).isEqualTo(new VtnAnswer(200, Optional.empty(), Octets.EMPTY));
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() {
        server.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(307).withHeader("Location", "/elsewhere")));

        assertThat(forward(Optional.empty()).status()).isEqualTo(307);
        server.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void anAnswerThatComesTooLateIs503() {
        server.stubFor(post(anyUrl()).willReturn(aResponse().withFixedDelay(3000)));

        assertThat(forward(vtn(server.port(), Duration.ofSeconds(1)), Optional.empty()))
                .isEqualTo(VtnAnswer.UNAVAILABLE);
    }

    @Test
    void anAnswerThatIsTooLongIs503() {
        server.stubFor(post(anyUrl()).willReturn(aResponse().withBody("x".repeat(1001))));

        assertThat(forward(Optional.empty())).isEqualTo(VtnAnswer.UNAVAILABLE);
    }

    @Test
    void aConnectionThatBreaksIsNotTriedAgain() {
        server.stubFor(post(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        assertThat(forward(Optional.empty())).isEqualTo(VtnAnswer.UNAVAILABLE);
        server.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void aVtnThatIsNotThereIs503() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(forward(vtn(free, PATIENCE), Optional.empty())).isEqualTo(VtnAnswer.UNAVAILABLE);
    }

    private VtnAnswer forward(Optional<String> type) {
        return forward(vtn(server.port(), PATIENCE), type);
    }

    private VtnAnswer forward(Vtn vtn, Optional<String> type) {
        return upstream.forward(new VtnRequest(vtn, "VEN_1", "EiEvent", type, BODY))
                .toCompletableFuture()
                .join();
    }

    private static Vtn vtn(int port, Duration read) {
        return new Vtn(
                "vtn",
                URI.create("http://127.0.0.1:" + port + "/base"),
                PATIENCE,
                read,
                8,
                PushAnswer.AFTER_CEM,
                Optional.empty());
    }
}
