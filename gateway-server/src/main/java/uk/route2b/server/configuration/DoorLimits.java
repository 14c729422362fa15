package uk.route2b.server.configuration;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

/**
 * What a listener of the link lets in before it does any work of TLS. Only connections that have not been upgraded yet
 * count by address, so that a carrier's one address can have any number of homes behind it.
 *
 * @param acceptsPerSecond connections that begin, over all addresses; twice as many at once after a pause
 * @param handshakes TLS handshakes under way at once
 * @param waitingPerAddress connections of one address that are not upgraded yet
 * @param handshake how long a handshake may take
 * @param upgrade how long it may take from the end of the handshake to the upgrade
 * @param balancers who may say by PROXY protocol for whom they speak; nobody else is believed, and they have to
 */
public record DoorLimits(
        int acceptsPerSecond,
        int handshakes,
        int waitingPerAddress,
        Duration handshake,
        Duration upgrade,
        Set<InetAddress> balancers) {
    /** 1,000 a second, 512 at once, 256 of an address, 10 s, 10 s, no balancer. */
    public static final DoorLimits DEFAULT =
            new DoorLimits(1000, 512, 256, Duration.ofSeconds(10), Duration.ofSeconds(10), Set.of());

    public DoorLimits {
        balancers = Set.copyOf(balancers);
    }
}
