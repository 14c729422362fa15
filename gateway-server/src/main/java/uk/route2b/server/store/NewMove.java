package uk.route2b.server.store;

import java.util.List;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * A move that is to begin.
 *
 * @param target where to; its version is the least that the move may get
 * @param perMinute how many CEMs get it in a minute, at most
 * @param cems whom, each once
 * @param atMillis now, milliseconds since 1970
 */
public record NewMove(
        EntityIdentifier dsrsp, LinkConfiguration target, int perMinute, List<EntityIdentifier> cems, long atMillis) {
    public NewMove {
        cems = List.copyOf(cems);
    }
}
