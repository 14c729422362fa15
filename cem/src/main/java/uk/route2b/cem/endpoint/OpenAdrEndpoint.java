package uk.route2b.cem.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.cem.configuration.VenConfiguration;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrService;

/**
 * OpenADR 2.0b over HTTP on the loopback, for the VENs of this CEM; and {@code /status}.
 *
 * <p>Eight threads at most, each busy with one message for eight seconds at most; what is more than a short queue is
 * refused by the socket.
 */
public final class OpenAdrEndpoint implements AutoCloseable {
    /** Largest body taken: reports of a day reach 3.3 MB. */
    public static final int BODY_MOST = 4 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(OpenAdrEndpoint.class);
    private static final int THREADS = 8;
    private static final int QUEUE = 32;
    private static final int RETRY_SECONDS = 5;
    /** A length of more digits than this, so from 100,000 octets, is large. */
    private static final int LARGE_DIGITS = 5;

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final VenDesk desk;
    private final Supplier<String> status;
    private final Semaphore large = new Semaphore(1);

    private OpenAdrEndpoint(HttpServer server, VenDesk desk, Supplier<String> status) {
        this.server = server;
        this.desk = desk;
        this.status = status;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), new Named());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Daemons with a name. */
    private static final class Named implements java.util.concurrent.ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "route2b-openadr");
            thread.setDaemon(true);
            return thread;
        }
    }

    /**
     * Listens.
     *
     * @param port on 127.0.0.1; 0 for any free one
     * @param status what {@code /status} answers, as JSON
     * @throws IOException if the port is taken
     */
    public static OpenAdrEndpoint open(int port, List<VenConfiguration> vens, Uplink uplink, Supplier<String> status)
            throws IOException {
        return open(port, vens, uplink, status, Forwarding.WITHIN);
    }

    static OpenAdrEndpoint open(
            int port, List<VenConfiguration> vens, Uplink uplink, Supplier<String> status, Duration within)
            throws IOException {
        List<VenDoor> doors = vens.stream()
                .map(VenDoor::of)
                .sorted(java.util.Comparator.comparingInt(
                                (VenDoor door) -> door.prefix().length())
                        .reversed())
                .toList();
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), QUEUE);
        OpenAdrEndpoint endpoint =
                new OpenAdrEndpoint(server, new VenDesk(doors, new Forwarding(uplink, within)), status);
        server.createContext("/", endpoint::handle);
        server.setExecutor(endpoint.threads);
        server.start();
        return endpoint;
    }

    /** Keeps a payload until its VEN polls. */
    public void add(OpenAdrPayload payload, Runnable taken) {
        desk.add(payload, taken);
    }

    /** A payload that was added is void. */
    public void superseded(long number) {
        desk.superseded(number);
    }

    /** Payloads that wait for a poll. */
    public int waiting() {
        return desk.waiting();
    }

    /** Where it listens, without a path. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The URL that a VEN without a prefix takes for its VTN's. */
    public String vtnUrl() {
        return url() + OpenAdrService.PATH.substring(0, OpenAdrService.PATH.length() - 1);
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            Reply reply = reply(exchange);
            boolean written = false;
            try {
                write(exchange, reply);
                written = true;
            } catch (IOException gone) {
                LOG.info("endpoint: a VEN went away before its answer was written, {}", gone.getMessage());
            } finally {
                (written ? reply.sent() : reply.failed()).run();
            }
        } catch (IOException cut) {
            LOG.info("endpoint: a request was cut off, {}", cut.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("endpoint: a bug in this program; please report it", bug);
            throw bug;
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            return Reply.text(403, "a page in a browser has no business here");
        }
        if (method.equals("GET") && path.equals("/status")) {
            return Reply.json(status.get());
        }
        return method.equals("POST") ? post(exchange, path) : Reply.text(405, "POST OpenADR, or GET /status");
    }

    /** Large bodies one at a time: each is held several times over until it is signed, and the heap has 32 MiB. */
    private Reply post(HttpExchange exchange, String path) throws IOException {
        if (!isLarge(exchange)) {
            return read(exchange, path);
        }
        if (!acquired()) {
            return Reply.text(503, "another large message is under way, send again later")
                    .retryAfter(RETRY_SECONDS);
        }
        try {
            return read(exchange, path);
        } finally {
            large.release();
        }
    }

    /** Without a stated length it may be. */
    private static boolean isLarge(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length == null || length.length() > LARGE_DIGITS;
    }

    private boolean acquired() {
        try {
            return large.tryAcquire(Forwarding.WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Reply read(HttpExchange exchange, String path) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_MOST + 1);
        if (body.length > BODY_MOST) {
            return Reply.text(413, "a body has at most " + BODY_MOST + " octets");
        }
        Optional<String> type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"));
        return desk.post(path, type, Octets.of(body));
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        reply.retryAfterSeconds()
                .ifPresent(seconds -> exchange.getResponseHeaders().set("Retry-After", Integer.toString(seconds)));
        exchange.sendResponseHeaders(
                reply.status(), reply.body().isEmpty() ? -1 : reply.body().size());
        if (!reply.body().isEmpty()) {
            writeBody(exchange.getResponseBody(), reply.body());
        }
    }

    /**
     * In two steps. Whatever is written to a VEN that has hung up is swallowed by the system, but on the loopback its
     * refusal is back before the next octet: so a payload is not taken for delivered that was poured out.
     */
    private static void writeBody(OutputStream out, Octets body) throws IOException {
        byte[] octets = body.toArray();
        out.write(octets, 0, 1);
        out.flush();
        out.write(octets, 1, octets.length - 1);
        out.flush();
        out.close();
    }

    @Override
    public void close() {
        server.stop(0);
        desk.close();
        threads.shutdownNow();
    }
}
