package uk.route2b.server.checks.dispatch;

import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Knows which payloads change loads, and when; here the name of a message ends. Safe for use by several threads. */
@FunctionalInterface
public interface LoadReader {
    /** No payload changes any load. */
    LoadReader NONE = body -> Optional.empty();

    /**
     * All that a VEN is to do from now on; empty if the payload says nothing of it.
     *
     * @throws MalformedException if it seems to say something and cannot be read
     */
    Optional<List<LoadEvent>> read(Octets body) throws MalformedException;
}
