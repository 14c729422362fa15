package uk.route2b.server.store.sqlite;

import java.nio.file.Path;
import java.time.InstantSource;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.sql.SqlStore;

/** The store in one SQLite file. */
public final class SqliteStore {
    private SqliteStore() {}

    /**
     * Opens {@code file}, making it where it is not there; brings an older one to today's form.
     *
     * @param node the name under which messages are begun here
     * @param clock the time of audit records and answers
     * @throws uk.route2b.server.store.StoreException if it cannot be opened, is damaged, or another server uses it
     */
    public static GatewayStore open(Path file, String node, InstantSource clock) {
        return new SqlStore(SqliteDatabase.open(file), node, clock);
    }
}
