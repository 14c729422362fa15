package uk.route2b.server.link.jetty;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.link.Door;
import uk.route2b.server.link.Refusals;

/** The door in front of TLS: who does not get a pass is closed before a single octet of TLS is looked at. */
final class DoorConnectionFactory extends AbstractConnectionFactory implements Connection.Listener {
    static final String NAME = "door";
    private static final Logger LOG = LoggerFactory.getLogger(DoorConnectionFactory.class);

    private final Door door;
    private final SslConnectionFactory tls;
    private final Refusals refusals;
    private final Map<SslConnection, Door.Pass> passes = new ConcurrentHashMap<>();

    DoorConnectionFactory(Door door, SslConnectionFactory tls, Refusals refusals) {
        super(NAME);
        this.door = door;
        this.tls = tls;
        this.refusals = refusals;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        Door.Entry entry = door.enter(address(endPoint.getRemoteSocketAddress()));
        if (entry.pass().isEmpty()) {
            return turnAway(connector, endPoint, entry.refusal());
        }
        Door.Pass pass = entry.pass().get();
        SslConnection connection = (SslConnection) tls.newConnection(connector, endPoint);
        passes.put(connection, pass);
        connection.addHandshakeListener(new Shaken(pass));
        connection.addEventListener(this);
        pass.of(new Caller(connection));
        deadline(connector, connection, pass);
        return connection;
    }

    private void deadline(Connector connector, SslConnection connection, Door.Pass pass) {
        long handshake = door.limits().handshake().toMillis();
        long upgrade = handshake + door.limits().upgrade().toMillis();
        Scheduler.Task shaken = connector
                .getScheduler()
                .schedule(() -> late(connection, pass.isShaken(), "handshake-late"), handshake, TimeUnit.MILLISECONDS);
        Scheduler.Task through = connector
                .getScheduler()
                .schedule(() -> late(connection, pass.isThrough(), "upgrade-late"), upgrade, TimeUnit.MILLISECONDS);
        // A stranger who comes and goes would else keep each connection in memory until its time is over.
        pass.onThrough(() -> {
            shaken.cancel();
            through.cancel();
        });
    }

    private void late(SslConnection connection, boolean done, String reason) {
        if (!done && connection.getEndPoint().isOpen()) {
            say(reason, connection.getEndPoint());
            connection.getEndPoint().close();
        }
    }

    private Connection turnAway(Connector connector, EndPoint endPoint, String reason) {
        say(reason, endPoint);
        return new TurnedAway(endPoint, connector);
    }

    private void say(String reason, EndPoint endPoint) {
        if (refusals.count(reason, String.valueOf(endPoint.getRemoteSocketAddress()))) {
            LOG.warn("closed a connection from {}: {}", endPoint.getRemoteSocketAddress(), reason);
        }
    }

    static InetAddress address(SocketAddress peer) {
        return peer instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    @Override
    public void onOpened(Connection connection) {
        // A connection that opens has nothing to give back yet.
    }

    /** HTTP closes when it becomes a WebSocket; TLS closes at the end. */
    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof SslConnection ended) {
            Optional.ofNullable(passes.remove(ended)).ifPresent(Door.Pass::through);
        } else if (connection.getEndPoint() instanceof SslConnection.SslEndPoint inside) {
            Optional.ofNullable(passes.get(inside.getSslConnection())).ifPresent(Door.Pass::through);
        }
    }

    /** What a connection has sent, before TLS has looked at it. */
    private final class Caller implements Door.Caller {
        private final SslConnection connection;

        Caller(SslConnection connection) {
            this.connection = connection;
        }

        @Override
        public boolean hasSpoken() {
            return connection.getBytesIn() > 0;
        }

        @Override
        public void makeRoom() {
            say("door-evicted", connection.getEndPoint());
            connection.getEndPoint().close();
        }
    }

    private record Shaken(Door.Pass pass) implements SslHandshakeListener {
        @Override
        public void handshakeSucceeded(Event event) {
            pass.shaken();
        }

        @Override
        public void handshakeFailed(Event event, Throwable failure) {
            pass.shaken();
        }
    }

    private static final class TurnedAway extends AbstractConnection {
        TurnedAway(EndPoint endPoint, Connector connector) {
            super(endPoint, connector.getExecutor());
        }

        @Override
        public void onOpen() {
            super.onOpen();
            getEndPoint().close();
        }

        @Override
        public void onFillable() {
            getEndPoint().close();
        }
    }
}
