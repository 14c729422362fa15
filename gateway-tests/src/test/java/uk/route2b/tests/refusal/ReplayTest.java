package uk.route2b.tests.refusal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.tests.gateway.GatewayFixture;
import uk.route2b.tests.peer.ScriptedCem;
import uk.route2b.tests.peer.ScriptedLink;

/** Messages that come again, too late, too many or damaged, over a real link; the VTN counts what took effect. */
class ReplayTest {
    private static final Octets POLL = payload("oadrPoll");
    private static final Octets OTHER = payload("oadrQueryRegistration");
    private static final Duration MOST = Duration.ofSeconds(20);
    private static final int WINDOW = 64;

    @TempDir
    Path folder;

    private WireMockServer vtn;
    private GatewayFixture gateway;
    private ScriptedCem cem;
    private long now;

    private static Octets payload(String name) {
        return Octets.ofText("<" + name + " xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>");
    }

    @BeforeEach
    void start() throws Exception {
        vtn = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        vtn.start();
        vtn.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("<answer/>")));
        gateway = GatewayFixture.start(folder, Map.of("vtn", "http://127.0.0.1:" + vtn.port()));
        cem = gateway.scripted(GatewayFixture.CEM_1);
        now = gateway.world().clock().millis();
    }

    @AfterEach
    void stop() {
        gateway.close();
        vtn.stop();
    }

    private int effects() {
        return vtn.getAllServeEvents().size();
    }

    /** The same octets on the same link, on a new one, and after a restart of the gateway: one effect, one answer. */
    @Test
    void aReplayedMessageIsAnsweredAgainAndActsNoSecondTime() throws Exception {
        Octets request = cem.request(now + 10, POLL).octets();
        Octets answer;
        try (ScriptedLink link = cem.linked(gateway.endpoint(), now + 1)) {
            link.send(request);
            answer = link.receive();
            String before = gateway.stored();
            link.send(request);
            assertThat(link.receive()).isEqualTo(answer);
            assertThat(gateway.stored()).isEqualTo(before);
        }
        gateway.restart();
        try (ScriptedLink link = cem.linked(gateway.endpoint(), now + 2)) {
            link.send(request);
            assertThat(link.receive()).isEqualTo(answer);
        }
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void theSameCounterWithOtherOctetsIsAnAlarm() throws Exception {
        try (ScriptedLink link = cem.linked(gateway.endpoint(), now + 1)) {
            link.send(cem.request(now + 10, POLL).octets());
            link.receive();
            String before = gateway.stored();
            link.send(cem.request(now + 10, OTHER).octets());
            assertThat(link.awaitClose()).isEqualTo(new ScriptedLink.Closed(4004, "counter-conflict"));
            assertThat(gateway.stored()).isEqualTo(before);
        }
        assertThat(effects()).isEqualTo(1);
    }

    /** The sender declared in its hello that it gave up everything up to that counter. */
    @Test
    void aMessageGivenUpAndDeliveredLateIsRefused() throws Exception {
        Octets late = cem.request(now + 10, POLL).octets();
        try (ScriptedLink link = cem.dial(gateway.endpoint(), "route2b.v1").join()) {
            link.send(cem.hello(now + 20, now + 15, cem.binding()).octets());
            link.receive();
            String before = gateway.stored();
            link.send(late);
            assertThat(link.awaitClose()).isEqualTo(new ScriptedLink.Closed(4004, "counter-spent"));
            assertThat(gateway.stored()).isEqualTo(before);
        }
        assertThat(effects()).isZero();
    }

    @Test
    void a65thUnansweredMessageIsRefused() throws Exception {
        patient();
        vtn.stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(20_000).withBody("<answer/>")));
        try (ScriptedLink link = cem.linked(gateway.endpoint(), now + 1)) {
            for (int index = 0; index < WINDOW; index++) {
                link.send(cem.request(now + 10 + index, POLL).octets());
            }
            Awaitility.await().atMost(MOST).until(() -> accepted() == WINDOW);
            String before = gateway.stored();
            link.send(cem.request(now + 10 + WINDOW, POLL).octets());
            assertThat(link.awaitClose()).isEqualTo(new ScriptedLink.Closed(4004, "window-full"));
            assertThat(gateway.stored()).isEqualTo(before);
        }
    }

    /** A gateway that gives up no request while its VTN takes long, however long a busy machine takes for the rest. */
    private void patient() throws IOException {
        gateway.stop();
        Path file = folder.resolve("server.yaml");
        String url = "\"http://127.0.0.1:" + vtn.port() + "\"";
        String text = Files.readString(file);
        assertThat(text).contains(url);
        Files.writeString(file, text.replace(url, url + ", readSeconds: 60"));
        gateway.startAgain();
    }

    private long accepted() {
        String digits = gateway.stored();
        return IntStream.range(0, WINDOW)
                .filter(index -> digits.contains(Long.toString(now + 10 + index)))
                .count();
    }

    /** Each seventh octet over real sockets; the contract's own tests flip every bit and cut every prefix. */
    @TestFactory
    Stream<DynamicTest> aDamagedMessageIsRefused() {
        Octets request = cem.request(now + 1_000_000, POLL).octets();
        Stream<DynamicTest> flipped = IntStream.iterate(0, at -> at < request.size(), at -> at + 7)
                .mapToObj(at -> DynamicTest.dynamicTest("octet " + at + " flipped", () -> damaged(flip(request, at))));
        Stream<DynamicTest> cut = IntStream.iterate(1, at -> at < request.size(), at -> at + 23)
                .mapToObj(at -> DynamicTest.dynamicTest("cut to " + at, () -> damaged(request.slice(0, at))));
        return Stream.concat(flipped, cut);
    }

    private void damaged(Octets octets) throws Exception {
        now++;
        try (ScriptedLink link = cem.linked(gateway.endpoint(), now)) {
            String before = gateway.stored();
            link.send(octets);
            assertThat(link.awaitClose().code()).isEqualTo(4004);
            assertThat(gateway.stored()).isEqualTo(before);
        }
        assertThat(effects()).isZero();
    }

    private static Octets flip(Octets octets, int at) {
        byte[] damaged = octets.toArray();
        damaged[at] ^= 1;
        return Octets.of(damaged);
    }
}
