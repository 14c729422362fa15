package uk.route2b.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoopbackServerTest {
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        Routes routes = new Routes()
                .now("GET", "/things/{name}", request -> Answer.text(request.variable("name")))
                .now(
                        "POST",
                        "/length",
                        request -> Answer.text("" + request.body().size()))
                .now("GET", "/bug", request -> {
                    throw new IllegalStateException("a bug, on purpose");
                });
        server = LoopbackServer.start(0, 100, routes);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Written by hand, because no client would send some of this. */
    private String statusOf(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
        }
    }

    private static String head(String firstLine, String... headers) {
        return firstLine + " HTTP/1.1\r\nHost: localhost\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    @Test
    void aPathWithANameIsMatchedSegmentBySegment() throws IOException {
        assertThat(statusOf(head("GET /things/one"))).isEqualTo("HTTP/1.1 200");
        assertThat(statusOf(head("GET /things/"))).isEqualTo("HTTP/1.1 404");
        assertThat(statusOf(head("GET /things/one/two"))).isEqualTo("HTTP/1.1 404");
        assertThat(statusOf(head("PUT /things/one"))).isEqualTo("HTTP/1.1 405");
    }

    @Test
    void aDeclaredBodyAboveTheLimitIsRefusedUnread() throws IOException {
        assertThat(statusOf(head("POST /length", "Content-Length: 1000000"))).isEqualTo("HTTP/1.1 413");
    }

    @Test
    void aChunkedBodyAboveTheLimitIsRefusedWithoutItsEnd() throws IOException {
        String chunk = "65\r\n" + "x".repeat(0x65) + "\r\n";
        assertThat(statusOf(head("POST /length", "Transfer-Encoding: chunked") + chunk))
                .isEqualTo("HTTP/1.1 413");
    }

    @Test
    void aBodyAtTheLimitIsRead() throws IOException {
        assertThat(statusOf(head("POST /length", "Content-Length: 100") + "x".repeat(100)))
                .isEqualTo("HTTP/1.1 200");
    }

    @Test
    void aQueryThatCannotBeDecodedIs400() throws IOException {
        assertThat(statusOf(head("GET /things/one?a=%FF%zz"))).isEqualTo("HTTP/1.1 400");
    }

    @Test
    void aBugIs500() throws IOException {
        assertThat(statusOf(head("GET /bug"))).isEqualTo("HTTP/1.1 500");
    }
}
