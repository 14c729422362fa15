package uk.route2b.simulator.vtn;

import java.net.URI;
import java.util.concurrent.CompletionStage;
import uk.route2b.protocol.octets.Octets;

/** Posts to a push URL. */
@FunctionalInterface
interface Push {
    /** The HTTP status that came back; fails if none did. */
    CompletionStage<Integer> post(URI url, Octets body);
}
