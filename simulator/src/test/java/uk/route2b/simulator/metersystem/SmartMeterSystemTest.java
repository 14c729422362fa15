package uk.route2b.simulator.metersystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.simulator.events.Events;

class SmartMeterSystemTest {
    private static final String METER = "00-DB-12-34-56-78-90-A0";
    private static final String FIVE = "abcdefghijklmnopqrstuv\n".repeat(5);

    private final HttpClient client = HttpClient.newHttpClient();
    private SmartMeterSystem system;

    @BeforeEach
    void start() throws IOException {
        system = SmartMeterSystem.start(SmartMeterSystemOptions.PLAIN);
    }

    @AfterEach
    void stop() {
        system.close();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(system.url() + path));
    }

    private static void answers(HttpResponse<String> response, int status, String body) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void labelsGoDownAndAreReadAtHome() throws Exception {
        answers(
                post("/system/meters/" + METER + "/labels", FIVE),
                200,
                "{\"results\":[\"00\",\"00\",\"00\",\"00\",\"00\"]}");
        answers(get("/home/meters/" + METER + "/labels"), 200, FIVE);
        assertThat(get("/home/meters/00db1234567890a0/labels").body()).isEqualTo(FIVE);
    }

    @Test
    void alertsGoUpAndWakeTheReader() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting =
                client.sendAsync(request("/system/alerts?after=0&wait=20000").build(), BodyHandlers.ofString());
        assertThat(post("/home/meters/" + METER + "/alerts", "{\"a\":1}").statusCode())
                .isEqualTo(202);
        answers(
                waiting.join(),
                200,
                "{\"alerts\":[{\"number\":1,\"meter\":\"" + METER + "\",\"text\":\"{\\\"a\\\":1}\"}]}");
        answers(get("/system/alerts?after=1"), 200, "{\"alerts\":[]}");
    }

    @Test
    void refusalsHaveTheirStatus() throws Exception {
        assertThat(post("/system/meters/" + METER + "/labels", "four").statusCode())
                .isEqualTo(400);
        assertThat(post("/system/meters/nobody/labels", FIVE).statusCode()).isEqualTo(400);
        assertThat(post("/home/meters/" + METER + "/alerts", "").statusCode()).isEqualTo(400);
        assertThat(post("/home/meters/" + METER + "/alerts", "\u00e9").statusCode())
                .isEqualTo(400);
        assertThat(post("/home/meters/" + METER + "/alerts", "x".repeat(1062)).statusCode())
                .isEqualTo(202);
        assertThat(post("/home/meters/" + METER + "/alerts", "x".repeat(1063)).statusCode())
                .isEqualTo(413);
        assertThat(get("/system/alerts?after=-1").statusCode()).isEqualTo(400);
        assertThat(get("/system/alerts?after=many").statusCode()).isEqualTo(400);
        assertThat(get("/system/alerts?after=9999999999999999999").statusCode()).isEqualTo(400);
        assertThat(post("/system/alerts", "").statusCode()).isEqualTo(405);
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(post("/control/outage", "maybe").statusCode()).isEqualTo(400);
    }

    @Test
    void anOutageIs503() throws Exception {
        answers(post("/control/outage", "on"), 200, "{\"outage\":\"on\"}");
        answers(post("/system/meters/" + METER + "/labels", FIVE), 503, "{\"reason\":\"outage\"}");
        answers(post("/home/meters/" + METER + "/alerts", "x"), 503, "{\"reason\":\"outage\"}");
        assertThat(get("/counts").body()).contains("\"outageRefusals\":2");
        answers(get("/health"), 200, "{\"status\":\"up\"}");
        post("/control/outage", "off");
        assertThat(post("/home/meters/" + METER + "/alerts", "x").statusCode()).isEqualTo(202);
    }

    @Test
    void aSecondWriteMeanwhileIs409AndALostOne504() throws Exception {
        Faults faults = Faults.NONE.withDelay(1500, 1500).with(Fault.LOSS, 1);
        try (SmartMeterSystem slow = SmartMeterSystem.start(SmartMeterSystemOptions.PLAIN.with(faults))) {
            HttpRequest write = HttpRequest.newBuilder(URI.create(slow.url() + "/system/meters/" + METER + "/labels"))
                    .POST(BodyPublishers.ofString(FIVE))
                    .build();
            CompletableFuture<HttpResponse<String>> one = client.sendAsync(write, BodyHandlers.ofString());
            CompletableFuture<HttpResponse<String>> two = client.sendAsync(write, BodyHandlers.ofString());
            CompletableFuture.anyOf(one, two).join();
            assertThat(one.isDone()).isNotEqualTo(two.isDone());
            answers((one.isDone() ? one : two).join(), 409, "{\"reason\":\"busy\"}");
            CompletableFuture.allOf(one, two).join();
            assertThat(new int[] {one.join().statusCode(), two.join().statusCode()})
                    .containsExactlyInAnyOrder(409, 504);
        }
    }

    @Test
    void aTakenPortIsSaid() {
        SmartMeterSystemOptions taken = new SmartMeterSystemOptions(system.port(), 1, Faults.NONE, Events.UNHEARD);
        assertThatThrownBy(() -> SmartMeterSystem.start(taken)).isInstanceOf(BindException.class);
    }
}
