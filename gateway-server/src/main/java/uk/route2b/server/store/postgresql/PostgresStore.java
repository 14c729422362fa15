package uk.route2b.server.store.postgresql;

import java.time.InstantSource;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.sql.SqlStore;

/** The store in a PostgreSQL database. */
public final class PostgresStore {
    private PostgresStore() {}

    /**
     * Opens the store; makes its tables where they are not there, brings older ones to today's form.
     *
     * @param node the name under which messages are begun here, different for each node
     * @param clock the time of audit records and answers
     * @throws uk.route2b.server.store.StoreException if the database cannot be reached, or would lose what it has
     *     acknowledged when its machine stops
     */
    public static GatewayStore open(PostgresSettings settings, String node, InstantSource clock) {
        return new SqlStore(PostgresDatabase.open(settings), node, clock);
    }

    /**
     * Opens it to tell it that it was put back to an earlier moment: a server that uses it would not hear of that.
     *
     * @throws uk.route2b.server.store.StoreException as {@link #open}, or if a server has a connection to it
     */
    public static GatewayStore openAlone(PostgresSettings settings, String node, InstantSource clock) {
        PostgresDatabase.requireAlone(settings);
        return open(settings, node, clock);
    }
}
