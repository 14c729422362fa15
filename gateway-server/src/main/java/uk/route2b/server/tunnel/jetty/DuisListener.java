package uk.route2b.server.tunnel.jetty;

import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import uk.route2b.server.jetty.RunningListener;
import uk.route2b.server.tunnel.duis.DuisReceiver;

/**
 * Listens for what the DCC posts. Plain HTTP: whom to believe is in the signatures, and in front of it stands what the
 * connection to the DCC ends at.
 */
public final class DuisListener implements AutoCloseable {
    private static final int THREADS_MOST = 32;
    private static final int REQUEST_HEAD_OCTETS = 8 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final RunningListener listener;

    private DuisListener(RunningListener listener) {
        this.listener = listener;
    }

    /**
     * Starts listening.
     *
     * @param path the only one that is answered
     * @param port 0 for any free one
     */
    public static DuisListener start(String host, int port, String path, DuisReceiver receiver) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MOST);
        threads.setName("duis");
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(REQUEST_HEAD_OCTETS);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        return new DuisListener(RunningListener.start(server, connector, new DuisHandler(path, receiver), "DCC", STOP));
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
        listener.close();
    }
}
