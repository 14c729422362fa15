package uk.route2b.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * An upgrade over TLS by hand, to see what TLS resumes. Tests leave tickets on, as the program does not.
 *
 * @param status the status line, or why there is none
 * @param created when the TLS session began; one that is resumed has the time of the first
 */
record RawUpgrade(String status, long created) {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String REQUEST = String.join(
            "\r\n",
            "GET /route2b HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: route2b.v1",
            "",
            "");

    static RawUpgrade of(SSLSocketFactory sockets, int port) {
        try (SSLSocket socket = (SSLSocket) sockets.createSocket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return new RawUpgrade(String.valueOf(status), socket.getSession().getCreationTime());
        } catch (IOException refused) {
            return new RawUpgrade("refused in TLS: " + refused.getMessage(), 0);
        }
    }

    /** Upgrades twice, the second time with the session of the first. */
    static RawUpgrade resumed(SSLSocketFactory sockets, int port) {
        long first = of(sockets, port).created();
        RawUpgrade second = of(sockets, port);
        assertThat(second.status()).contains("101");
        assertThat(second.created()).isEqualTo(first);
        return second;
    }
}
