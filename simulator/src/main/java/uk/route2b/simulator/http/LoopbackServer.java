package uk.route2b.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server on 127.0.0.1.
 *
 * <p>A request holds one of a few threads only while it is read and while it is answered, not while it waits, so a
 * thousand meters with a delay need no thousand threads.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    private static final int THREADS = 16;
    private static final int BACKLOG = 1024;

    static {
        // Without it the JDK's server sends head and body in two segments and waits 40 ms for the peer's delayed
        // acknowledgement between them, which would be most of every latency measured with these simulators.
        unlessSet("sun.net.httpserver.nodelay", "true");
        // Without it a body that is refused is read on before the refusal leaves, for ever if its sender waits.
        unlessSet("sun.net.httpserver.drainAmount", "0");
    }

    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private LoopbackServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts answering.
     *
     * @param port 0 for any free one
     * @param bodyLimit a longer body is refused with 413 and not read
     */
    public static LoopbackServer start(int port, int bodyLimit, Service service) throws IOException {
        HttpServer server = HttpServer.create(loopback(port), BACKLOG);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, LoopbackServer::daemon);
        RequestReader reader = new RequestReader(bodyLimit);
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, reader, service, threads));
        server.start();
        return new LoopbackServer(server, threads);
    }

    private static InetSocketAddress loopback(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "http");
        thread.setDaemon(true);
        return thread;
    }

    /** The port that answers. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** {@code http://127.0.0.1:PORT}, without a final slash. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void serve(HttpExchange exchange, RequestReader reader, Service service, ExecutorService threads)
            throws IOException {
        CompletionStage<Answer> answer = answer(exchange, reader, service);
        CompletionStage<Answer> sent =
                answer.whenCompleteAsync((value, failure) -> send(exchange, value, failure), threads);
        LOG.trace("{} {}", exchange.getRequestURI(), sent);
    }

    private static CompletionStage<Answer> answer(HttpExchange exchange, RequestReader reader, Service service)
            throws IOException {
        try {
            Optional<Request> request = reader.read(exchange);
            return request.isPresent() ? service.answer(request.get()) : refused(413, "the body is too long");
        } catch (IllegalArgumentException senseless) {
            return refused(400, String.valueOf(senseless.getMessage()));
        } catch (RuntimeException bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }

    private static CompletionStage<Answer> refused(int status, String reason) {
        return CompletableFuture.completedFuture(Answer.reason(status, reason));
    }

    private static void send(HttpExchange exchange, @Nullable Answer answer, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("no answer to {}", exchange.getRequestURI(), failure);
        }
        try (exchange) {
            write(exchange, answer == null ? Answer.reason(500, "a bug in the simulator; see its log") : answer);
        } catch (IOException gone) {
            LOG.debug("the caller of {} went away", exchange.getRequestURI(), gone);
        }
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().toArray();
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
