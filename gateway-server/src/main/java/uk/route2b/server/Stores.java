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
        return PostgresStore.open(settings(entry), entry.node(), clock);
    }

    private static PostgresSettings settings(StoreEntry entry) {
        StoreEntry.PostgreSql database = (StoreEntry.PostgreSql) entry.place();
        return new PostgresSettings(
                database.url(),
                database.user(),
                database.password().read().text().strip(),
                database.pool());
    }

    /** Opens it to tell it that it is a copy, while no server uses it. */
    static GatewayStore openCopy(StoreEntry entry, InstantSource clock) {
        return entry.place() instanceof StoreEntry.Sqlite sqlite
                ? SqliteStore.openCopy(sqlite.file(), entry.node(), clock)
                : PostgresStore.openAlone(settings(entry), entry.node(), clock);
    }

    /** Opens it to read, also beside a server that writes it. */
    static GatewayStore openToRead(StoreEntry entry, InstantSource clock) {
        return entry.place() instanceof StoreEntry.Sqlite sqlite
                ? SqliteStore.openToRead(sqlite.file(), entry.node(), clock)
                : PostgresStore.open(settings(entry), entry.node(), clock);
    }
}
