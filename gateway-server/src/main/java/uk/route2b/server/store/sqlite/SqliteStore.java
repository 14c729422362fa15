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

    /**
     * Opens a copy that {@link SqliteCopy} made, to tell it that it is one; a server never does.
     *
     * @throws uk.route2b.server.store.StoreException as {@link #open}
     */
    public static GatewayStore openCopy(Path file, String node, InstantSource clock) {
        return new SqlStore(SqliteDatabase.openCopy(file), node, clock);
    }

    /**
     * Opens {@code file} to read what is in it, also beside the server that writes it.
     *
     * @throws uk.route2b.server.store.StoreException if it is not there, not readable or of an older form
     */
    public static GatewayStore openToRead(Path file, String node, InstantSource clock) {
        return new SqlStore(SqliteReading.open(file), node, clock);
    }
}
