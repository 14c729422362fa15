package uk.route2b.cem.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.tunnel.Labels;

class HttpMeterTest {
    private HttpServer server;
    private HttpMeter meter;
    private volatile int status = 200;
    private volatile String answer = "";
    private volatile String seen = "";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        server.createContext("/", exchange -> {
            seen = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            byte[] body = answer.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        meter = new HttpMeter(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                EntityIdentifier.parse("00-DB-12-34-56-78-90-A1"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fiveLinesAreTheLabels() throws Exception {
        Labels labels = Labels.of("A".repeat(30));
        answer = String.join("\n", labels.texts()) + "\n";
        assertThat(meter.labels()).isEqualTo(labels);
        assertThat(seen).startsWith("GET /home/meters/00-DB-12-34-56-78-90-A1/labels");
    }

    @Test
    void labelsOfBlanksKeepTheirBlanks() throws Exception {
        answer = (" ".repeat(22) + "\n").repeat(5);
        assertThat(meter.labels().texts()).containsOnly(" ".repeat(22));
    }

    @Test
    void anythingElseIsAnError() {
        answer = "short\n";
        assertThatThrownBy(meter::labels).isInstanceOf(IOException.class).hasMessageContaining("five labels");
        status = 503;
        assertThatThrownBy(meter::labels).hasMessageContaining("answered 503");
    }

    @Test
    void anAlertIsPostedAndOnly202CountsAsTaken() throws Exception {
        status = 202;
        meter.alert("oAAATEXT");
        assertThat(seen).isEqualTo("POST /home/meters/00-DB-12-34-56-78-90-A1/alerts oAAATEXT");
        status = 503;
        assertThatThrownBy(() -> meter.alert("x")).hasMessageContaining("answered 503");
    }
}
