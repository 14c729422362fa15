package uk.route2b.server.vtn.jetty;

import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import uk.route2b.server.configuration.ServerConfiguration.Push;
import uk.route2b.server.delivery.Outbox;
import uk.route2b.server.jetty.RunningListener;
import uk.route2b.server.register.Register;
import uk.route2b.server.schedule.SleepWatch;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.vtn.PushTokens;

/** Listens for what VTNs push. On the loopback by default: plain HTTP, for a proxy of the operator in front of it. */
public final class PushListener implements AutoCloseable {
    private static final int THREADS_MOST = 32;
    private static final int REQUEST_HEAD_OCTETS = 8 * 1024;
    private static final int REQUESTS_MOST = 1024;
    private static final Duration IDLE = Duration.ofSeconds(60);
    /** Receipts come in milliseconds or not at all; what is still open at a stop is not worth waiting for longer. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final Duration STOP = Duration.ofSeconds(10);

    private final RunningListener listener;
    private final PushHandler handler;

    private PushListener(RunningListener listener, PushHandler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    /** Starts listening. */
    public static PushListener start(
            Push settings, Register register, PushTokens tokens, Outbox outbox, Timers timers, SleepWatch sleep)
            throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MOST);
        threads.setName("push");
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(REQUEST_HEAD_OCTETS);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.address().host());
        connector.setPort(settings.address().port());
        connector.setIdleTimeout(IDLE.toMillis());
        PushHandler handler = new PushHandler(settings, register, tokens, outbox, timers, sleep, REQUESTS_MOST);
        return new PushListener(RunningListener.start(server, connector, handler, "push", STOP), handler);
    }

    /** The port it listens on. */
    public int port() {
        return listener.port();
    }

    /** Whether it accepts connections. */
    public boolean isUp() {
        return listener.isUp();
    }

    @Override
    public void close() {
        listener.stopAccepting();
        handler.finish(GRACE);
        listener.close();
    }
}
