package uk.route2b.server;

import java.time.InstantSource;
import uk.route2b.server.configuration.StoreEntry;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.postgresql.PostgresSettings;
import uk.route2b.server.store.postgresql.PostgresStore;
import uk.route2b.server.store.sqlite.SqliteStore;

/** Opens the store that the configuration names. */
final class Stores {
    private Stores() {}

    static GatewayStore open(StoreEntry entry, InstantSource clock) {
        if (entry.place() instanceof StoreEntry.Sqlite sqlite) {
            return SqliteStore.open(sqlite.file(), entry.node(), clock);
        }
        StoreEntry.PostgreSql database = (StoreEntry.PostgreSql) entry.place();
        return PostgresStore.open(
                new PostgresSettings(
                        database.url(), database.user(), database.password().read().text().strip(), database.pool()),
                entry.node(),
                clock);
    }
}
