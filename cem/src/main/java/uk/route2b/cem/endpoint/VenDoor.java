package uk.route2b.cem.endpoint;

/**
 * One VEN as the endpoint sees it.
 *
 * @param id its venID
 * @param prefix of the paths that it uses; empty for every path
 * @param waiting what waits for its poll
 */
record VenDoor(String id, String prefix, WaitingPayloads waiting) {
    /** Whether a path, without its service, is this VEN's. */
    boolean opensFor(String path) {
        return prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + "/");
    }
}
