package uk.route2b.server.configuration;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the gateway keeps what it must not lose, and for how long.
 *
 * @param node names this node among those of the store: what it has begun is its own to answer after a restart, so the
 *     name stays the same over restarts
 * @param bodies how long octets of messages and payloads are kept once they are done with
 * @param headers how long everything else is
 * @param prune between two looks for what is past its retention
 */
public record StoreEntry(Place place, String node, Duration bodies, Duration headers, Duration prune) {
    /** One of the two stores. */
    public sealed interface Place {}

    /** Embedded, for one node. */
    public record Sqlite(Path file) implements Place {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /**
     * For one node or several.
     *
     * @param url as its driver wants it, without user and password
     * @param pool how many connections
     */
    public record PostgreSql(String url, String user, Secret password, int pool) implements Place {
        @Override
        public String toString() {
            return url;
        }
    }
}
