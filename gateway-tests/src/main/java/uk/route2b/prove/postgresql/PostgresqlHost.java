package uk.route2b.prove.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import uk.route2b.postgresql.PostgresServer;
import uk.route2b.prove.crash.StoreHost;

/**
 * A real PostgreSQL server, with fsync, full_page_writes and synchronous_commit on, for two nodes; each world has a
 * database of its own. The server itself is not killed: that is PostgreSQL's own proof.
 */
public final class PostgresqlHost implements StoreHost {
    private final PostgresServer server;

    private PostgresqlHost(PostgresServer server) {
        this.server = server;
    }

    /** Starts one in {@code folder}, empty, whatever an earlier run has left there. */
    public static StoreHost start(Path folder) throws IOException {
        LeftOver.remove(folder);
        return new PostgresqlHost(PostgresServer.start(folder));
    }

    @Override
    public Place place(Path folder) {
        try {
            return new Place(
                    "postgresql: {url: \"" + server.newDatabase() + "\", user: " + PostgresServer.USER
                            + ", password: \"env:PROVE_PASSWORD\", pool: 8}",
                    Map.of("PROVE_PASSWORD", "none"));
        } catch (SQLException failed) {
            throw new UncheckedIOException(new IOException("no new database", failed));
        }
    }

    @Override
    public List<String> nodes() {
        return List.of("node-a", "node-b");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
