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
        return open((StoreEntry.PostgreSql) entry.place(), entry.node(), clock);
    }

    private static GatewayStore open(StoreEntry.PostgreSql database, String node, InstantSource clock) {
        return PostgresStore.open(
                new PostgresSettings(
                        database.url(),
                        database.user(),
                        database.password().read().text().strip(),
                        database.pool()),
                node,
                clock);
    }

    /** Opens it to tell it that it is a copy. */
    static GatewayStore openCopy(StoreEntry entry, InstantSource clock) {
        return entry.place() instanceof StoreEntry.Sqlite sqlite
                ? SqliteStore.openCopy(sqlite.file(), entry.node(), clock)
                : open((StoreEntry.PostgreSql) entry.place(), entry.node(), clock);
    }

    /** Opens it to read, also beside a server that writes it. */
    static GatewayStore openToRead(StoreEntry entry, InstantSource clock) {
        return entry.place() instanceof StoreEntry.Sqlite sqlite
                ? SqliteStore.openToRead(sqlite.file(), entry.node(), clock)
                : open((StoreEntry.PostgreSql) entry.place(), entry.node(), clock);
    }
}
