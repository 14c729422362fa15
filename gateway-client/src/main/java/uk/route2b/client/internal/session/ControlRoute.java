package uk.route2b.client.internal.session;

import java.io.IOException;
import uk.route2b.protocol.octets.Octets;

/** Route 2a upwards, as the engine sees it. */
@FunctionalInterface
public interface ControlRoute {
    /** There is no meter to go through. */
    ControlRoute NONE = (message, messageId) -> {};

    /**
     * Sends a signed message up through the meter, some time.
     *
     * @param messageId its id on 2a, taken durably before
     */
    void send(Octets message, int messageId) throws IOException;
}
