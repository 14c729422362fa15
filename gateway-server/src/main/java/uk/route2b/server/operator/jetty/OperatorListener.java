package uk.route2b.server.operator.jetty;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.server.configuration.ServerConfiguration.Address;
import uk.route2b.server.jetty.RunningListener;
import uk.route2b.server.operator.DeadLetters;
import uk.route2b.server.operator.Health;
import uk.route2b.server.operator.OperatorPages;
import uk.route2b.server.operator.OperatorTokens;
import uk.route2b.server.operator.Status;
import uk.route2b.server.store.StoreException;

/**
 * {@code GET /health}, {@code GET /status}, {@code GET /deadletters} and what the other {@link OperatorPage}s have, on
 * the loopback by default. It shows things; what changes something is a {@link LocalOrder}.
 */
public final class OperatorListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorListener.class);
    private static final int THREADS_MOST = 8;
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final RunningListener listener;

    private OperatorListener(RunningListener listener) {
        this.listener = listener;
    }

    /** Starts listening. */
    public static OperatorListener start(Address address, OperatorPages shown, OperatorTokens tokens) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MOST);
        threads.setName("operator");
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(IDLE.toMillis());
        List<OperatorPage> more = List.of(
                new MoveHandler(shown.moves()),
                new StateHandler(shown.states()),
                new QuarantineHandler(shown.quarantine()),
                new RecoveryHandler(shown.recovery()),
                new RefusalsHandler(shown.refused()));
        Pages pages = new Pages(shown.health(), shown.status(), shown.deadLetters(), more);
        TokenGate gate = new TokenGate(tokens, address.host());
        gate.setHandler(pages);
        return new OperatorListener(RunningListener.start(server, connector, gate, "operator", STOP));
    }

    /** The port it listens on. */
    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }

    static final class Pages extends Handler.Abstract {
        private final Health health;
        private final Status status;
        private final DeadLetters deadLetters;
        private final List<OperatorPage> more;

        Pages(Health health, Status status, DeadLetters deadLetters, List<OperatorPage> more) {
            this.more = more;
            this.health = health;
            this.status = status;
            this.deadLetters = deadLetters;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String path = Request.getPathInContext(request);
            if (more.stream().anyMatch(page -> page.isFor(path))) {
                fromStore(request, response, callback, path);
            } else if (!request.getMethod().equals("GET")) {
                write(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "");
            } else if (path.equals("/health")) {
                Health.Report report = health.look();
                int code = report.isUp() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503;
                write(response, callback, code, JsonOutput.text(report));
            } else if (path.equals("/status") || path.equals("/deadletters")) {
                fromStore(request, response, callback, path);
            } else {
                write(response, callback, HttpStatus.NOT_FOUND_404, "");
            }
            return true;
        }

        private void fromStore(Request request, Response response, Callback callback, String path) {
            try {
                Optional<OperatorPage> page =
                        more.stream().filter(each -> each.isFor(path)).findFirst();
                if (page.isPresent()) {
                    Reply reply = page.get().handle(request, path);
                    write(response, callback, reply.status(), reply.json());
                } else if (path.equals("/status")) {
                    write(response, callback, HttpStatus.OK_200, JsonOutput.text(status.report()));
                } else {
                    letters(request, response, callback);
                }
            } catch (StoreException | CompletionException failed) {
                LOG.warn("{} cannot be shown", path, failed);
                String why = "the store cannot be read; see /health and the log";
                write(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, JsonOutput.text(Map.of("error", why)));
            }
        }

        private void letters(Request request, Response response, Callback callback) {
            String before = Request.extractQueryParameters(request).getValue("before");
            if (before != null && !before.matches("[0-9]{1,18}")) {
                String why = "before is the number of a dead letter";
                write(response, callback, HttpStatus.BAD_REQUEST_400, JsonOutput.text(Map.of("error", why)));
                return;
            }
            long number = before == null ? Long.MAX_VALUE : Long.parseLong(before);
            write(response, callback, HttpStatus.OK_200, JsonOutput.text(deadLetters.page(number)));
        }

        static void write(Response response, Callback callback, int status, String json) {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.write(true, ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8)), callback);
        }
    }
}
