package uk.route2b.server;

import java.time.InstantSource;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.server.configuration.StoreEntry;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.sqlite.SqliteStore;

/** Opens the store that the configuration names. */
final class Stores {
    private Stores() {}

    static GatewayStore open(StoreEntry entry, InstantSource clock) {
        if (entry.place() instanceof StoreEntry.Sqlite sqlite) {
            return SqliteStore.open(sqlite.file(), entry.node(), clock);
        }
        throw new CommandFailure(
                ExitCode.INPUT,
                entry.place().toString(),
                "this version has no PostgreSQL store yet",
                "name a file under store.sqlite");
    }
}
