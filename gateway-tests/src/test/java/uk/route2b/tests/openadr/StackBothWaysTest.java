package uk.route2b.tests.openadr;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.protocol.openadr.PayloadReader;

/**
 * Each profile with gateway and CEM between a stand-in of its stack and a VEN: every message that a VEN sends goes up,
 * every message that a VTN sends comes down, once as an answer and once by the profile's own way. Together all 23.
 */
class StackBothWaysTest {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final String PATH = "/OpenADR2/Simple/2.0b/";

    @TempDir
    private Path folder;

    private final WireMockServer stack =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeEach
    void start() {
        stack.start();
    }

    @AfterEach
    void stop() {
        stack.stop();
    }

    private static List<OpenAdrMessage> ofVens() {
        return Arrays.stream(OpenAdrMessage.values())
                .filter(OpenAdrMessage::sentByVen)
                .toList();
    }

    private static List<OpenAdrMessage> ofVtns() {
        return Arrays.stream(OpenAdrMessage.values())
                .filter(OpenAdrMessage::sentByVtn)
                .toList();
    }

    @Test
    void togetherTheyAreAll23() {
        assertThat(Stream.concat(ofVens().stream(), ofVtns().stream()).distinct())
                .hasSize(23);
    }

    private static Octets message(OpenAdrMessage message, boolean wrapped) {
        String inner = "<pyld:requestID>r-" + message + "</pyld:requestID>"
                + "<oadr:oadrTransportName>simpleHttp</oadr:oadrTransportName>" + OpenAdrXml.venId("VEN_1");
        return Octets.ofText(OpenAdrXml.document(message.element(), inner, wrapped));
    }

    private static String response(int code, boolean wrapped) {
        return OpenAdrXml.document("oadrResponse", OpenAdrXml.response(code, "", "r"), wrapped);
    }

    private HomeFixture home(String settings, String ven) throws Exception {
        return HomeFixture.start(folder, stack.port(), settings, "{id: VEN_1, polls: travel" + ven + "}", List.of());
    }

    /** Any request of a VEN that the stack would take gets {@code answer}; {@code taken} says which those are. */
    private void answers(MappingBuilder taken, Octets answer) {
        stack.stubFor(taken.atPriority(5)
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/xml")
                        .withBody(answer.text())));
    }

    private void everythingGoesUp(HomeFixture home, MappingBuilderOf taken, boolean stackWraps, boolean venWraps)
            throws Exception {
        List<OpenAdrMessage> down = ofVtns();
        int turn = 0;
        for (OpenAdrMessage up : ofVens()) {
            for (int again = 0; again < 2; again++) {
                OpenAdrMessage answer = down.get(turn++ % down.size());
                answers(taken.get(), message(answer, stackWraps));
                HttpResponse<byte[]> told = home.post(up.service().segment(), message(up, venWraps));
                String place = up + " answered with " + answer;

                assertThat(told.statusCode()).as(place).isEqualTo(200);
                assertThat(MessageTree.equal(Octets.of(told.body()), message(answer, true)))
                        .as(place)
                        .isTrue();
                assertThat(PayloadReader.DEFAULT.read(Octets.of(told.body())).wrapped())
                        .as(place)
                        .isEqualTo(venWraps);
            }
            stack.verify(
                    2,
                    postRequestedFor(anyUrl())
                            .withRequestBody(containing("oadr:" + up.element() + " "))
                            .withRequestBody(containing("<pyld:requestID>r-" + up + "<")));
        }
        assertThat(turn).isGreaterThanOrEqualTo(down.size());
    }

    /** Stubs are spent as they are registered, so each needs a new one. */
    @FunctionalInterface
    private interface MappingBuilderOf {
        MappingBuilder get();
    }

    private void everythingIsPushed(HomeFixture home, String path, boolean stackWraps, boolean venWraps)
            throws Exception {
        for (OpenAdrMessage down : ofVtns()) {
            Octets pushed = message(down, stackWraps);
            Awaitility.await(down.toString())
                    .atMost(MOST)
                    .pollInSameThread()
                    .until(() ->
                            home.push(path + down.service().segment(), pushed).statusCode() == 200);
            isPolled(home, down, venWraps);
        }
    }

    private static void isPolled(HomeFixture home, OpenAdrMessage down, boolean venWraps) throws Exception {
        Awaitility.await(down.toString())
                .atMost(MOST)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(
                        () -> assertThat(home.waiting()).as(home.status()).isEqualTo(1));
        Octets polled = Octets.of(
                home.post("OadrPoll", message(OpenAdrMessage.POLL, venWraps)).body());

        assertThat(MessageTree.equal(polled, message(down, true)))
                .as(down.toString())
                .isTrue();
        assertThat(PayloadReader.DEFAULT.read(polled).wrapped()).isEqualTo(venWraps);
        Awaitility.await(down.toString()).atMost(MOST).until(() -> home.waiting() == 0);
    }

    /** Headers or 463, a wrapper or 500; its pushes come until they get exactly 200. */
    @Test
    void epri() throws Exception {
        stack.stubFor(post(anyUrl()).atPriority(9).willReturn(aResponse().withBody(response(500, true))));
        stack.stubFor(post(anyUrl())
                .atPriority(8)
                .withRequestBody(containing("oadrSignedObject"))
                .willReturn(aResponse().withBody(response(463, true))));
        String settings = "profile: epri, keepAlivePollSeconds: 0, credentials: [{ven: VEN_1, commonName: 0DB1234567}]";
        try (HomeFixture home = home(settings, ", wrap: always")) {
            everythingGoesUp(
                    home,
                    () -> post(urlMatching(PATH + ".*"))
                            .withRequestBody(containing("oadrSignedObject"))
                            .withHeader("HTTPS", equalTo("on"))
                            .withHeader("SSL-Client-S-DN-CN", equalTo("0DB1234567"))
                            .withHeader("Authorization", absent()),
                    true,
                    true);
            everythingIsPushed(home, PATH, true, true);
            HttpResponse<byte[]> told = home.push(PATH + "EiEvent", message(OpenAdrMessage.CANCEL_REPORT, true));
            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(new String(told.body(), StandardCharsets.UTF_8)).contains("oadrResponse", ">200<");
        }
    }

    /** Basic or 403, 454 for a wrapper, everything bare, a context path; it pushes once and is told at once. */
    @Test
    void avob() throws Exception {
        String path = "/testvtn" + PATH;
        stack.stubFor(post(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(403)));
        stack.stubFor(post(urlMatching(path + ".*"))
                .atPriority(1)
                .withBasicAuth("VEN_1", "s3cret")
                .withRequestBody(containing("oadrPayload"))
                .willReturn(aResponse().withBody(response(454, false))));
        Files.writeString(folder.resolve("secret"), "s3cret\n");
        String settings = "profile: avob, path: " + path + ", credentials: ["
                + String.join(
                        ", ",
                        Stream.of("VEN_1", "VEN_2A", "VEN_2B")
                                .map(ven -> "{ven: " + ven + ", secret: \"file:secret\"}")
                                .toList())
                + "]";
        try (HomeFixture home = home(settings, ", wrap: never")) {
            everythingGoesUp(home, () -> post(urlMatching(path + ".*")).withBasicAuth("VEN_1", "s3cret"), false, false);
            everythingIsPushed(home, PATH, false, false);
            stack.verify(0, postRequestedFor(anyUrl()).withRequestBody(containing("oadrPayload")));
        }
    }

    /** 400 for another type or a bare root, nothing in the answer to an oadrResponse, 1 MiB; it has to be polled. */
    @Test
    void openleadr() throws Exception {
        stack.stubFor(post(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(400)));
        MappingBuilderOf taken = () -> post(urlMatching(PATH + ".*"))
                .withHeader("Content-Type", containing("application/xml"))
                .withRequestBody(containing("oadrSignedObject"));
        stack.stubFor(taken.get().atPriority(6).willReturn(aResponse().withBody(response(200, true))));
        try (HomeFixture home = home("profile: openleadr, pollSeconds: 1", ", wrap: always")) {
            everythingGoesUp(home, () -> taken.get().withRequestBody(containing("<pyld:requestID>r-")), true, true);
            List<OpenAdrMessage> polled = Stream.concat(
                            ofVtns().stream()
                                    .filter(each -> each != OpenAdrMessage.RESPONSE
                                            && each != OpenAdrMessage.REQUEST_REREGISTRATION),
                            Stream.of(OpenAdrMessage.REQUEST_REREGISTRATION))
                    .toList();
            for (OpenAdrMessage down : polled) {
                stack.stubFor(post(urlEqualTo(PATH + "OadrPoll"))
                        .atPriority(1)
                        .inScenario(down.element())
                        .whenScenarioStateIs(Scenario.STARTED)
                        .withRequestBody(containing("<oadr:oadrPoll"))
                        // the other CEM's VENs are polled for as well
                        .withRequestBody(containing(">VEN_1<"))
                        .willReturn(aResponse().withBody(message(down, true).text()))
                        .willSetStateTo("taken"));
                isPolled(home, down, true);
            }
            String intervals = ("<x>" + "y".repeat(1024) + "</x>").repeat(1024);
            Octets aboveOneMiB =
                    Octets.ofText(OpenAdrXml.document("oadrUpdateReport", OpenAdrXml.venId("VEN_1") + intervals, true));
            assertThat(home.post("EiReport", aboveOneMiB).statusCode()).isEqualTo(413);
            stack.stubFor(post(anyUrl())
                    .atPriority(2)
                    .withRequestBody(containing("<oadr:oadrResponse"))
                    .willReturn(aResponse()));
            HttpResponse<byte[]> told = home.post("EiEvent", message(OpenAdrMessage.RESPONSE, true));
            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(told.body()).isEmpty();
        }
    }

    /** The same towards AIT's push mode: pushed without the path of OpenADR, and told 200 with nothing. */
    @Test
    void openleadrPush() throws Exception {
        stack.stubFor(post(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(400)));
        try (HomeFixture home = home("profile: openleadr-push", ", wrap: always")) {
            everythingGoesUp(
                    home,
                    () -> post(urlMatching(PATH + ".*"))
                            .withHeader("Content-Type", containing("application/xml"))
                            .withRequestBody(containing("oadrSignedObject")),
                    true,
                    true);
            everythingIsPushed(home, "/", true, true);
            assertThat(home.push("/EiEvent", message(OpenAdrMessage.DISTRIBUTE_EVENT, true))
                            .body())
                    .isEmpty();
        }
    }
}
