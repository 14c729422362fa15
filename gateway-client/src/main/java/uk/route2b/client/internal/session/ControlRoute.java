package uk.route2b.client.internal.session;

import java.io.IOException;
import uk.route2b.protocol.octets.Octets;

/** Route 2a upwards, as the engine sees it. */
@FunctionalInterface
public interface ControlRoute {
    /** There is no meter to go through. */
    ControlRoute NONE = message -> {};

    /** Sends a signed message up through the meter, some time. */
    void send(Octets message) throws IOException;
}
