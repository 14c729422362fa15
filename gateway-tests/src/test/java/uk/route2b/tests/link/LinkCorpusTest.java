package uk.route2b.tests.link;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.tests.corpus.Corpus;
import uk.route2b.tests.corpus.CorpusPayload;
import uk.route2b.tests.gateway.ClientFixture;
import uk.route2b.tests.gateway.GatewayFixture;

/** Every payload of the corpus crosses the TLS link in its direction, octet for octet: VEN to VTN, and VTN to VEN. */
class LinkCorpusTest {
    private static final String ANSWER = "<oadrResponse xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>";

    @TempDir
    static Path folder;

    private static List<CorpusPayload> corpus = List.of();
    private static WireMockServer vtn;
    private static GatewayFixture gateway;
    private static ClientFixture cem;

    @BeforeAll
    static void start() throws Exception {
        corpus = Corpus.read();
        vtn = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        vtn.start();
        vtn.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody(ANSWER)));
        gateway = GatewayFixture.start(folder, Map.of("vtn", "http://127.0.0.1:" + vtn.port(), "vens", venIds()));
        cem = ClientFixture.start(gateway, GatewayFixture.CEM_1, folder.resolve("state"))
                .awaitOpen();
    }

    @AfterAll
    static void stop() {
        if (corpus.isEmpty()) {
            return; // skipped before anything was started
        }
        cem.close();
        gateway.close();
        vtn.stop();
    }

    /** Payloads name the VENs of whoever recorded them, so these are the VENs of this CEM. */
    private static Set<String> venIds() throws MalformedException {
        Set<String> ids = new TreeSet<>();
        for (CorpusPayload payload : corpus) {
            PayloadReader.DEFAULT.read(payload.octets()).venId().ifPresent(ids::add);
        }
        ids.remove("VEN_1");
        ids.remove("");
        return ids;
    }

    @TestFactory
    Stream<DynamicTest> everyPayloadCrossesTheLink() {
        return corpus.stream().map(payload -> DynamicTest.dynamicTest(payload.file(), () -> crosses(payload)));
    }

    private static void crosses(CorpusPayload payload) throws Exception {
        if (payload.fromVtn()) {
            crossesDown(payload);
        } else {
            crossesUp(payload);
        }
    }

    private static void crossesUp(CorpusPayload payload) throws Exception {
        vtn.resetRequests();
        String ven = PayloadReader.DEFAULT
                .read(payload.octets())
                .venId()
                .filter(id -> !id.isEmpty())
                .orElse("VEN_1");
        OpenAdrAnswer answer = cem.client()
                .send(OpenAdrRequest.of(payload.octets()).from(ven))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertThat(answer).isEqualTo(new OpenAdrAnswer.Answered(200, Optional.empty(), Octets.ofText(ANSWER)));
        List<ServeEvent> requests = vtn.getAllServeEvents();
        assertThat(requests).hasSize(1);
        assertThat(Octets.of(requests.get(0).getRequest().getBody())).isEqualTo(payload.octets());
    }

    private static void crossesDown(CorpusPayload payload) throws Exception {
        Octets pushed = payload.to("VEN_1");
        HttpRequest push = HttpRequest.newBuilder(URI.create(gateway.push("VEN_1") + "/OpenADR2/Simple/2.0b/EiEvent"))
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(pushed.toArray()))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(push, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ClientFixture.Received received = cem.payloads().poll(30, TimeUnit.SECONDS);
        assertThat(received).isNotNull();
        assertThat(received.body()).isEqualTo(pushed);
        assertThat(received.ven()).contains("VEN_1");
    }
}
