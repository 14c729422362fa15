package uk.route2b.server.link.jetty;

import java.net.InetAddress;
import java.util.Set;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DetectorConnectionFactory;

/**
 * Takes PROXY protocol, version 2, from listed balancers, who have to speak it, and from nobody else: what a stranger
 * says about where it comes from is an octet stream that is no TLS.
 */
final class FrontConnectionFactory extends AbstractConnectionFactory {
    private final Set<InetAddress> balancers;
    private final DetectorConnectionFactory proxy;
    private final DoorConnectionFactory door;

    FrontConnectionFactory(Set<InetAddress> balancers, ProxyVersionTwo proxy, DoorConnectionFactory door) {
        super("front");
        this.balancers = balancers;
        this.proxy = new DetectorConnectionFactory(proxy);
        this.door = door;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        boolean balancer = balancers.contains(DoorConnectionFactory.address(endPoint.getRemoteSocketAddress()));
        return balancer ? proxy.newConnection(connector, endPoint) : door.newConnection(connector, endPoint);
    }
}
