package uk.route2b.server.link.jetty;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import uk.route2b.protocol.link.LinkProtocol;
import uk.route2b.server.configuration.DoorLimits;
import uk.route2b.server.jetty.RunningListener;
import uk.route2b.server.link.Admission;
import uk.route2b.server.link.Door;
import uk.route2b.server.link.Refusals;
import uk.route2b.server.tls.LinkTls;

/** The WebSocket listener of one DSRSP. Every limit is set here and none is left to a default. */
public final class LinkListener implements AutoCloseable {
    private static final int THREADS_MOST = 64;
    private static final int REQUEST_HEAD_OCTETS = 8 * 1024;
    private static final int INPUT_BUFFER_OCTETS = 4 * 1024;
    private static final int OUTPUT_BUFFER_OCTETS = 4 * 1024;
    private static final Duration BEFORE_UPGRADE = Duration.ofSeconds(30);
    private static final int ACCEPT_QUEUE = 1024;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final RunningListener listener;
    private final SslContextFactory.Server ssl;

    private LinkListener(RunningListener listener, SslContextFactory.Server ssl) {
        this.ssl = ssl;
        this.listener = listener;
    }

    /**
     * What a listener needs.
     *
     * @param port 0 for any that is free
     * @param idle how long a link may be silent
     * @param messageOctets largest message
     * @param door what is let in before TLS
     */
    public record Settings(String host, int port, Duration idle, int messageOctets, DoorLimits door) {}

    /** Starts listening. */
    public static LinkListener start(Settings settings, SSLContext tls, Admission admission, Refusals refusals)
            throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MOST);
        threads.setName("link");
        Server server = new Server(threads);
        SslContextFactory.Server ssl = ssl(tls);
        ServerConnector connector = connector(server, settings, ssl, refusals);
        connector.addBean(new HandshakeRefusals(refusals));
        WebSocketUpgradeHandler handler =
                handler(server, settings, new LinkUpgrade(admission, refusals, settings.messageOctets()));
        return new LinkListener(RunningListener.start(server, connector, handler, "link", STOP), ssl);
    }

    private static ServerConnector connector(
            Server server, Settings settings, SslContextFactory.Server ssl, Refusals refusals) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(REQUEST_HEAD_OCTETS);
        http.addCustomizer(withoutHostCheck());
        SslConnectionFactory secure = new SslConnectionFactory(ssl, "http/1.1");
        DoorConnectionFactory door =
                new DoorConnectionFactory(new Door(settings.door(), System::nanoTime), secure, refusals);
        ProxyConnectionFactory proxy = new ProxyConnectionFactory(DoorConnectionFactory.NAME);
        FrontConnectionFactory front =
                new FrontConnectionFactory(settings.door().balancers(), new ProxyVersionTwo(proxy), door);
        ServerConnector connector =
                new ServerConnector(server, front, proxy, door, secure, new HttpConnectionFactory(http));
        connector.addBean(door);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(BEFORE_UPGRADE.toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        return connector;
    }

    /**
     * An SMKI certificate names an entity and no host, so no host name could ever match it; the CEM checks the entity.
     */
    private static SecureRequestCustomizer withoutHostCheck() {
        SecureRequestCustomizer customizer = new SecureRequestCustomizer();
        customizer.setSniHostCheck(false);
        customizer.setSniRequired(false);
        return customizer;
    }

    private static SslContextFactory.Server ssl(SSLContext tls) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setSslContext(tls);
        ssl.setNeedClientAuth(true);
        ssl.setIncludeProtocols(LinkTls.PROTOCOL);
        ssl.setIncludeCipherSuites(LinkTls.CIPHER_SUITES.toArray(String[]::new));
        ssl.setRenegotiationAllowed(false);
        ssl.setSniRequired(false);
        return ssl;
    }

    private static WebSocketUpgradeHandler handler(Server server, Settings settings, LinkUpgrade upgrade) {
        WebSocketUpgradeHandler handler = WebSocketUpgradeHandler.from(server, container -> {
            limit(container, settings);
            container.addMapping(LinkProtocol.PATH, upgrade);
        });
        handler.setHandler(new NothingElse());
        return handler;
    }

    private static void limit(ServerWebSocketContainer container, Settings settings) {
        container.setMaxBinaryMessageSize(settings.messageOctets());
        container.setMaxFrameSize(settings.messageOctets());
        container.setMaxTextMessageSize(REQUEST_HEAD_OCTETS);
        container.setMaxOutgoingFrames(JettySocket.QUEUE_MOST);
        container.setAutoFragment(false);
        container.setInputBufferSize(INPUT_BUFFER_OCTETS);
        container.setOutputBufferSize(OUTPUT_BUFFER_OCTETS);
        container.setIdleTimeout(settings.idle());
    }

    /** Handshakes that begin from now on are with {@code tls}; connections that are open stay as they are. */
    public void reload(SSLContext tls) throws Exception {
        ssl.reload(factory -> factory.setSslContext(tls));
    }

    /** The port it listens on. */
    public int port() {
        return listener.port();
    }

    /** Whether it accepts connections. */
    public boolean isUp() {
        return listener.isUp();
    }

    /** Accepts no further connections; those that are open stay. */
    public void stopAccepting() {
        listener.stopAccepting();
    }

    @Override
    public void close() {
        listener.close();
    }
}
