package uk.route2b.tests.openadr;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.protocol.openadr.PayloadReader;

/**
 * A VTN that does not know its VEN, is down, slow, or answers what is no OpenADR: the VEN gets an OpenADR answer or a
 * clear HTTP error within its ten seconds, the operator a reason.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VtnTroubleTest {
    /** An openleadr VEN waits no longer. */
    private static final Duration PATIENCE_OF_A_VEN = Duration.ofSeconds(10);

    @TempDir
    static Path folder;

    private static WireMockServer vtn;
    private static HomeFixture home;

    @BeforeAll
    static void start() throws Exception {
        vtn = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        vtn.start();
        warm();
        home = HomeFixture.start(
                folder,
                vtn.port(),
                "profile: epri, delivery: transparent, keepAlivePollSeconds: 0, readSeconds: 4",
                "{id: VEN_1}",
                List.of());
    }

    /** The first answer of WireMock in a process may take longer than a VTN has here. */
    private static void warm() throws Exception {
        HttpRequest first = HttpRequest.newBuilder(URI.create(vtn.baseUrl())).build();
        HttpClient.newHttpClient().send(first, HttpResponse.BodyHandlers.discarding());
    }

    @AfterAll
    static void stop() {
        home.close();
        vtn.stop();
    }

    @BeforeEach
    void forget() {
        vtn.resetAll();
    }

    private static Octets message(OpenAdrMessage message, String ven) {
        return Octets.ofText(OpenAdrXml.document(
                message.element(), "<pyld:requestID>r-1</pyld:requestID>" + OpenAdrXml.venId(ven), true));
    }

    private static HttpResponse<byte[]> register(String ven) throws Exception {
        long begun = System.nanoTime();
        HttpResponse<byte[]> told =
                home.post("EiRegisterParty", message(OpenAdrMessage.CREATE_PARTY_REGISTRATION, ven));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE_OF_A_VEN);
        return told;
    }

    private static void answering(ResponseDefinitionBuilder answer) {
        vtn.stubFor(post(anyUrl()).willReturn(answer));
    }

    private static void awaitStatus(String... parts) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(home.status()).contains(parts));
    }

    private static String text(HttpResponse<byte[]> told) {
        return new String(told.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aRegistrationWithoutAMappingGetsTheVtnsOwn463() throws Exception {
        String refused = OpenAdrXml.document(
                "oadrCreatedPartyRegistration", OpenAdrXml.response(463, "no VEN of this name", "r-1"), true);
        vtn.stubFor(post(anyUrl()).atPriority(9).willReturn(aResponse().withBody(refused)));
        vtn.stubFor(post(anyUrl())
                .atPriority(1)
                .withHeader("SSL-Client-S-DN-CN", equalTo("0DB1234567"))
                .willReturn(aResponse().withBody("mapped")));

        assertThat(text(register("VEN_1"))).isEqualTo(refused);
        // no common name was configured and the CEM's certificate has none, so the venID went in its place
        vtn.verify(postRequestedFor(anyUrl()).withHeader("SSL-Client-S-DN-CN", equalTo("VEN_1")));
        assertThat(home.status())
                .contains("\"trouble\":\"responsecode463toaregistration\"", "\"troubleVen\":\"VEN_1\"");
    }

    @Test
    void anUnknownVenIdIsAnsweredWith463AndTheVtnHearsNothing() throws Exception {
        HttpResponse<byte[]> told = register("VEN_9");

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(text(told)).contains("oadrCreatedPartyRegistration", ">463<");
        assertThat(PayloadReader.DEFAULT.read(Octets.of(told.body())).message())
                .isEqualTo(Optional.of(OpenAdrMessage.CREATED_PARTY_REGISTRATION));
        vtn.verify(0, postRequestedFor(anyUrl()));
        assertThat(home.status()).contains("\"ven-unknown\":");
    }

    @Test
    void aSlowVtnIs503() throws Exception {
        answering(aResponse().withFixedDelay(20_000));

        assertThat(register("VEN_1").statusCode()).isEqualTo(503);
        // on a busy machine the CEM gives up before the gateway does, and answers the VEN the same
        awaitStatus("\"trouble\":\"noanswer:timeout\"");
    }

    @Test
    void aWebPageIsCarriedAsItIs() throws Exception {
        answering(aResponse().withHeader("Content-Type", "text/html").withBody("<h1>It works</h1>"));
        HttpResponse<byte[]> told = register("VEN_1");

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(text(told)).isEqualTo("<h1>It works</h1>");
        assertThat(home.status()).contains("\"trouble\":\"status200withawebpage\"");
    }

    @Test
    void a401AndA500AreCarriedWithTheirBodies() throws Exception {
        for (int status : new int[] {401, 500}) {
            answering(aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "text/html")
                    .withBody("<h1>" + status + "</h1>"));
            HttpResponse<byte[]> told = register("VEN_1");

            assertThat(told.statusCode()).isEqualTo(status);
            assertThat(text(told)).isEqualTo("<h1>" + status + "</h1>");
            assertThat(home.status()).contains("\"trouble\":\"status" + status + "\"", "\"" + status + "\":");
        }
    }

    @Test
    void anEmptyAnswerIsAnAnswer() throws Exception {
        answering(aResponse());
        HttpResponse<byte[]> told = register("VEN_1");

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.body()).isEmpty();
    }

    @Test
    void aConnectionThatEndsWithoutAnAnswerIs503AndNotTriedAgain() throws Exception {
        answering(aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThat(register("VEN_1").statusCode()).isEqualTo(503);
        vtn.verify(1, postRequestedFor(anyUrl()));
        awaitStatus("\"trouble\":\"noanswer:");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aVtnThatIsDownIs503() throws Exception {
        vtn.stop();
        HttpResponse<byte[]> told = register("VEN_1");

        assertThat(told.statusCode()).isEqualTo(503);
        awaitStatus("\"trouble\":\"noanswer:", "\"failures\":");
    }
}
