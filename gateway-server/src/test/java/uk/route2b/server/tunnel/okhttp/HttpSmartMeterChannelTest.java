package uk.route2b.server.tunnel.okhttp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.tunnel.Labels;
import uk.route2b.server.schedule.ThreadTimers;
import uk.route2b.server.tunnel.WriteOutcome;

/** The simulated smart meter system as its contract has it. */
class HttpSmartMeterChannelTest {
    private static final EntityIdentifier METER = EntityIdentifier.parse("00-DB-12-34-56-78-90-A0");

    private final ThreadTimers timers = new ThreadTimers(fault -> {});
    private WireMockServer system;
    private HttpSmartMeterChannel channel;

    @BeforeEach
    void start() {
        system = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        system.start();
        channel = new HttpSmartMeterChannel(URI.create("http://127.0.0.1:" + system.port()), timers);
    }

    @AfterEach
    void stop() throws Exception {
        channel.close();
        timers.close();
        system.stop();
    }

    @Test
    void labelsAreFiveLinesAndFiveSuccessesAreOne() {
        answer(200, "{\"results\":[\"00\",\"00\",\"00\",\"00\",\"00\"]}");

        assertThat(write()).isEqualTo(WriteOutcome.WRITTEN);
        system.verify(postRequestedFor(urlEqualTo("/system/meters/00-DB-12-34-56-78-90-A0/labels"))
                .withRequestBody(equalTo((("=".repeat(22) + "\n").repeat(5)))));
    }

    @Test
    void oneLabelThatFailedIsAPartialWrite() {
        answer(200, "{\"results\":[\"00\",\"00\",\"FA\",\"00\",\"00\"]}");

        assertThat(write()).isEqualTo(WriteOutcome.failed("partial"));
    }

    @Test
    void eachFailureHasItsReason() {
        answer(504, "{\"reason\":\"no-response\"}");
        assertThat(write()).isEqualTo(WriteOutcome.failed("no-response"));
        answer(503, "{\"reason\":\"outage\"}");
        assertThat(write()).isEqualTo(WriteOutcome.failed("outage"));
        answer(409, "{\"reason\":\"busy\"}");
        assertThat(write()).isEqualTo(WriteOutcome.failed("busy"));
        answer(400, "");
        assertThat(write()).isEqualTo(WriteOutcome.failed("refused"));
        answer(200, "not json");
        assertThat(write()).isEqualTo(WriteOutcome.failed("no-response"));
    }

    @Test
    void aSystemThatIsAwayIsAnOutage() {
        system.stop();

        assertThat(write()).isEqualTo(WriteOutcome.failed("outage"));
    }

    @Test
    void alertsAreHandedOverInOrderAndAskedForOnce() throws Exception {
        system.stubFor(get(urlPathEqualTo("/system/alerts"))
                .willReturn(aResponse().withFixedDelay(200).withBody("{\"alerts\":[]}")));
        system.stubFor(get(urlMatching("/system/alerts\\?after=0&.*"))
                .willReturn(aResponse().withBody("{\"alerts\":[" + alert(1, "one") + "," + alert(2, "two") + "]}")));
        system.stubFor(get(urlMatching("/system/alerts\\?after=2&.*"))
                .willReturn(aResponse().withBody("{\"alerts\":[" + alert(3, "three") + "]}")));
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        try (AutoCloseable listening = channel.listen((meter, text) -> heard.add(meter + " " + text))) {
            assertThat(listening).isNotNull();
            Awaitility.await().untilAsserted(() -> assertThat(heard).hasSize(3));
        }

        assertThat(heard).containsExactly(METER + " one", METER + " two", METER + " three");
    }

    @Test
    void afterAnOutageTheNumbersAreCountedFromTheStart() throws Exception {
        system.stubFor(
                get(urlPathEqualTo("/system/alerts")).willReturn(aResponse().withStatus(503)));
        system.stubFor(get(urlMatching("/system/alerts\\?after=0&.*"))
                .willReturn(aResponse().withBody("{\"alerts\":[" + alert(7, "again") + "]}")));
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        try (AutoCloseable listening = channel.listen((meter, text) -> heard.add(text))) {
            assertThat(listening).isNotNull();
            Awaitility.await().untilAsserted(() -> assertThat(heard).hasSizeGreaterThan(1));
        }
    }

    private static String alert(int number, String text) {
        return "{\"number\":" + number + ",\"meter\":\"" + METER + "\",\"text\":\"" + text + "\"}";
    }

    private void answer(int status, String body) {
        system.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private WriteOutcome write() {
        return channel.write(METER, Labels.IDLE).toCompletableFuture().join();
    }
}
