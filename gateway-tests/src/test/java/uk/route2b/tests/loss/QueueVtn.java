package uk.route2b.tests.loss;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import uk.route2b.protocol.openadr.OpenAdrXml;

/** A VTN as openleadr: a poll for VEN_1 takes the oldest message out of its queue, and nothing brings it back. */
final class QueueVtn implements AutoCloseable {
    private static final String FREQUENCY = "<oadr:oadrRequestedOadrPollFreq><x:duration"
            + " xmlns:x=\"urn:ietf:params:xml:ns:icalendar-2.0\">PT1S</x:duration></oadr:oadrRequestedOadrPollFreq>";

    private final HttpServer server;
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger given = new AtomicInteger();
    private final Runnable asked;

    /** @param asked run at each request for VEN_1, before it is answered */
    QueueVtn(Runnable asked) throws IOException {
        this.asked = asked;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void queue(String message) {
        waiting.add(message);
    }

    /** How many messages polls have taken. */
    int given() {
        return given.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (request.contains(">VEN_1<")) {
                asked.run();
            }
            byte[] answer = answer(request).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String answer(String request) {
        String nothing = OpenAdrXml.document("oadrResponse", OpenAdrXml.response(200, "OK", ""), true);
        if (request.contains("oadrQueryRegistration")) {
            return OpenAdrXml.document(
                    "oadrCreatedPartyRegistration", OpenAdrXml.response(200, "OK", "") + FREQUENCY, true);
        }
        boolean asks = request.contains("<oadr:oadrPoll ") && request.contains(">VEN_1<");
        String message = asks ? waiting.poll() : null;
        if (message != null) {
            given.incrementAndGet();
        }
        return message == null ? nothing : message;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
