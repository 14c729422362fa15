package uk.route2b.cem.endpoint;

import java.net.URI;
import java.util.Optional;
import uk.route2b.cem.configuration.VenConfiguration;

/**
 * One VEN as the endpoint sees it.
 *
 * @param id its venID
 * @param prefix of the paths that it uses; empty for every path
 * @param waiting what waits for its poll
 * @param form how what it is given is changed
 * @param pollsTravel whether its polls go up when nothing waits
 * @param push where it listens, without the service; empty where it polls
 */
record VenDoor(
        String id, String prefix, WaitingPayloads waiting, VenForm form, boolean pollsTravel, Optional<URI> push) {
    static VenDoor of(VenConfiguration ven) {
        return new VenDoor(
                ven.id(),
                ven.prefix(),
                new WaitingPayloads(),
                new VenForm(ven.wrap(), ven.pollEvery()),
                ven.pollsTravel(),
                ven.push());
    }

    /** Whether a path, without its service, is this VEN's. */
    boolean opensFor(String path) {
        return prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + "/");
    }
}
