package uk.route2b.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.postgresql.PostgresServer;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreContract;
import uk.route2b.server.store.StoreException;

/** PostgreSQL keeps the contract, and is not used where it would lose what it has acknowledged. */
class PostgresStoreTest extends StoreContract {
    @TempDir
    private static Path folder;

    private static PostgresServer server;
    private PostgresSettings settings;

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.start(folder);
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    private static PostgresSettings settings(PostgresServer server) throws Exception {
        return new PostgresSettings(server.newSchema(), PostgresServer.USER, "", 8);
    }

    @Override
    protected GatewayStore open(String node, InstantSource clock) throws Exception {
        settings = settings(server);
        return PostgresStore.open(settings, node, clock);
    }

    @Override
    protected GatewayStore reopen(GatewayStore closed, String node, InstantSource clock) {
        closed.close();
        return PostgresStore.open(settings, node, clock);
    }

    /** The settings of a server apply to all its databases, so this one has a server of its own. */
    @Test
    void aDatabaseThatWouldLoseWhatItAcknowledgesIsRefused() throws Exception {
        try (PostgresServer unsafe = PostgresServer.startUnsafe(folder.resolve("unsafe"))) {
            assertRefused(unsafe, "fsync");
            unsafe.run("ALTER SYSTEM SET fsync = on");
            unsafe.run("SELECT pg_reload_conf()");
            assertRefused(unsafe, "fsync");
        }
    }

    private static void assertRefused(PostgresServer unsafe, String setting) throws Exception {
        PostgresSettings settings = settings(unsafe);
        assertThatThrownBy(() -> PostgresStore.open(settings, "gateway", InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(setting + " = off")
                .hasMessageContaining("ALTER SYSTEM");
    }

    @Test
    void nodesThatStartTogetherMakeTheTablesOnce() throws Exception {
        PostgresSettings shared = settings(server);
        var opened = java.util.stream.IntStream.range(0, 4)
                .parallel()
                .mapToObj(node -> PostgresStore.open(shared, "node-" + node, InstantSource.system()))
                .toList();

        assertThat(opened).allSatisfy(store -> assertThat(store.load(KEY).epoch()).isZero());
        opened.forEach(GatewayStore::close);
    }
}
