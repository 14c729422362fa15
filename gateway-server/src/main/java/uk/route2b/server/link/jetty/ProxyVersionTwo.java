package uk.route2b.server.link.jetty;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ProxyConnectionFactory;

/** Version 2 of the PROXY protocol; version 1, a line of text, is refused like any other octets. */
final class ProxyVersionTwo implements ConnectionFactory.Detecting {
    private static final String NAME = "proxy-2";
    /** The first twelve octets of every header of version 2. */
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0D0A0D0A000D0A515549540A");

    private final ProxyConnectionFactory proxy;

    /** @param proxy reads the header and goes on */
    ProxyVersionTwo(ProxyConnectionFactory proxy) {
        this.proxy = proxy;
    }

    @Override
    public Detection detect(ByteBuffer octets) {
        int here = Math.min(octets.remaining(), SIGNATURE.length);
        for (int at = 0; at < here; at++) {
            if (octets.get(octets.position() + at) != SIGNATURE[at]) {
                return Detection.NOT_RECOGNIZED;
            }
        }
        return here < SIGNATURE.length ? Detection.NEED_MORE_BYTES : Detection.RECOGNIZED;
    }

    @Override
    public String getProtocol() {
        return NAME;
    }

    @Override
    public List<String> getProtocols() {
        return List.of(NAME);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return proxy.newConnection(connector, endPoint);
    }
}
