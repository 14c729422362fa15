package uk.route2b.server.store.postgresql;

import java.time.Duration;

/**
 * Where the database is.
 *
 * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE}, without user and password
 * @param connections most connections at a time; each does one transaction at a time
 * @param patience how long a caller waits for a connection, and for an answer on it, before it is told that the
 *     database is away
 */
public record PostgresSettings(String url, String user, String password, int connections, Duration patience) {
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);

    public PostgresSettings(String url, String user, String password, int connections) {
        this(url, user, password, connections, USUAL_PATIENCE);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
