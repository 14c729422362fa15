package uk.route2b.client.spi;

import java.io.IOException;
import uk.route2b.protocol.tunnel.Labels;

/**
 * The meter as the CEM sees it on the home area network: route 2a. Called on a thread of its own, so it may block, but
 * not for ever: nothing else is read or sent on route 2a meanwhile.
 */
public interface HomeAreaNetwork {
    /**
     * Reads the five labels once. A reading while the meter is being written may mix old and new; the reader asks again
     * until two readings agree.
     *
     * @throws IOException if the meter does not answer; it is asked again at the next interval
     */
    Labels labels() throws IOException;

    /**
     * Has the meter send an alert with this text to the DSRSP.
     *
     * @param text printable ASCII, at most 1,062 characters
     * @throws IOException if the meter did not take it; it is tried again
     */
    void alert(String text) throws IOException;
}
