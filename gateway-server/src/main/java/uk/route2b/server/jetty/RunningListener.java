package uk.route2b.server.jetty;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Jetty server with one connector. */
public final class RunningListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningListener.class);
    /** Kept-alive connections on which nothing happens are not worth waiting for. */
    private static final Duration IDLE_AT_THE_STOP = Duration.ofMillis(100);

    private final Server server;
    private final ServerConnector connector;
    private final String name;

    private RunningListener(Server server, ServerConnector connector, String name) {
        this.server = server;
        this.connector = connector;
        this.name = name;
    }

    /**
     * Starts listening; if that fails, nothing runs.
     *
     * @param name for the log
     * @param finish how long a stop waits for requests that are under way
     */
    public static RunningListener start(
            Server server, ServerConnector connector, Handler handler, String name, Duration finish) throws Exception {
        connector.setShutdownIdleTimeout(IDLE_AT_THE_STOP.toMillis());
        server.addConnector(connector);
        server.setHandler(handler);
        server.setStopTimeout(finish.toMillis());
        try {
            server.start();
        } catch (Exception failed) {
            server.stop();
            throw failed;
        }
        return new RunningListener(server, connector, name);
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Whether it accepts connections. */
    public boolean isUp() {
        return connector.isRunning() && connector.isOpen();
    }

    /** Accepts no further connections; those that are open stay. */
    public void stopAccepting() {
        connector.close();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException late) {
            LOG.warn("the {} listener has stopped; connections that were still busy were cut", name);
        } catch (Exception failed) {
            throw new IllegalStateException("the " + name + " listener did not stop cleanly", failed);
        }
    }
}
