package uk.route2b.tests.openadr;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrService;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.tests.corpus.Corpus;
import uk.route2b.tests.corpus.CorpusPayload;

/**
 * Every file of the corpus through a VEN's HTTP endpoint, CEM, link, gateway and VTN, octet for octet, with wrap
 * as-sent, signature pass and encoding pass: what a VEN may send goes up as its request, what a VTN may send comes down
 * as a push, and all of them come down as the answer to a request.
 */
class CorpusThroughTest {
    private static final Duration MOST = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static List<CorpusPayload> corpus = List.of();
    private static final Map<String, String> PREFIXES = new LinkedHashMap<>();
    private static WireMockServer vtn;
    private static HomeFixture home;

    @BeforeAll
    static void start() throws Exception {
        corpus = Corpus.read();
        vtn = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        vtn.start();
        PREFIXES.put("VEN_1", "");
        TreeSet<String> ids = new TreeSet<>();
        for (CorpusPayload payload : corpus) {
            PayloadReader.DEFAULT.read(payload.octets()).venId().ifPresent(ids::add);
        }
        ids.remove("VEN_1");
        ids.forEach(id -> PREFIXES.put(id, "/v" + PREFIXES.size()));
        List<String> vens = new ArrayList<>();
        PREFIXES.forEach((id, prefix) -> vens.add(
                "{id: \"" + id + "\", pollSeconds: 0" + (prefix.isEmpty() ? "" : ", prefix: " + prefix) + "}"));
        home = HomeFixture.start(
                folder,
                vtn.port(),
                "wrap: as-sent, signature: pass, encoding: pass, identity: none",
                String.join(", ", vens),
                List.copyOf(ids));
    }

    @AfterAll
    static void stop() {
        if (corpus.isEmpty()) {
            return; // skipped before anything was started
        }
        home.close();
        vtn.stop();
    }

    @TestFactory
    Stream<DynamicTest> upAsARequest() {
        return corpus.stream()
                .filter(CorpusThroughTest::mayGoUp)
                .map(payload -> DynamicTest.dynamicTest(payload.file(), () -> {
                    vtn.resetAll();
                    vtn.stubFor(post(anyUrl()).willReturn(aResponse().withBody("<taken/>")));
                    HttpResponse<byte[]> told = send(payload);

                    assertThat(told.statusCode()).isEqualTo(200);
                    assertThat(vtn.getAllServeEvents()).hasSize(1);
                    assertThat(Octets.of(
                                    vtn.getAllServeEvents().get(0).getRequest().getBody()))
                            .isEqualTo(payload.octets());
                }));
    }

    /** Polls are answered at the CEM; their file comes down only. */
    private static boolean mayGoUp(CorpusPayload payload) {
        Optional<OpenAdrMessage> message = OpenAdrMessage.of(payload.message());
        return message.isEmpty() || (message.get().sentByVen() && message.get() != OpenAdrMessage.POLL);
    }

    private static HttpResponse<byte[]> send(CorpusPayload payload) throws Exception {
        PayloadHead head = PayloadReader.DEFAULT.read(payload.octets());
        String prefix = head.venId().map(PREFIXES::get).orElse("");
        String service = head.message()
                .map(OpenAdrMessage::service)
                .orElse(OpenAdrService.EVENT)
                .segment();
        return home.postTo(prefix, service, payload.octets());
    }

    @TestFactory
    Stream<DynamicTest> downAsAPush() {
        return corpus.stream()
                .filter(CorpusThroughTest::mayBePushed)
                .map(payload -> DynamicTest.dynamicTest(payload.file(), () -> {
                    Octets pushed = payload.to("VEN_1");
                    HttpResponse<byte[]> told = home.push("/OpenADR2/Simple/2.0b/EiEvent", pushed);
                    assertThat(told.statusCode())
                            .as(new String(told.body(), java.nio.charset.StandardCharsets.UTF_8))
                            .isEqualTo(200);
                    Awaitility.await().atMost(MOST).until(() -> home.waiting() > 0);
                    Octets poll = Octets.ofText(OpenAdrXml.document("oadrPoll", OpenAdrXml.venId("VEN_1"), true));

                    assertThat(Octets.of(home.post("OadrPoll", poll).body())).isEqualTo(pushed);
                    Awaitility.await().atMost(MOST).until(() -> home.waiting() == 0);
                }));
    }

    private static boolean mayBePushed(CorpusPayload payload) {
        return OpenAdrMessage.of(payload.message())
                .map(OpenAdrMessage::sentByVtn)
                .orElse(true);
    }

    @TestFactory
    Stream<DynamicTest> downAsAnAnswer() {
        Octets request = Octets.ofText(OpenAdrXml.document("oadrRequestEvent", OpenAdrXml.venId("VEN_1"), true));
        return corpus.stream()
                .map(payload -> DynamicTest.dynamicTest(payload.file(), () -> {
                    Octets answer = payload.to("VEN_1");
                    vtn.resetAll();
                    vtn.stubFor(post(anyUrl())
                            .willReturn(aResponse()
                                    .withHeader("Content-Type", "application/xml")
                                    .withBody(answer.toArray())));
                    HttpResponse<byte[]> told = home.post("EiEvent", request);

                    if (mayBePushed(payload)) {
                        assertThat(told.statusCode()).isEqualTo(200);
                        assertThat(Octets.of(told.body())).isEqualTo(answer);
                    } else {
                        // What only VENs send is no answer of a VTN: parse and correlate refuses its direction.
                        assertThat(told.statusCode()).isEqualTo(502);
                    }
                }));
    }
}
