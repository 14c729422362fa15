package uk.route2b.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.postgresql.PostgresServer;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.BegunMessage;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.store.StoreContract;
import uk.route2b.server.store.StoreException;

/** PostgreSQL keeps the contract, and is not used where it would lose what it has acknowledged. */
class PostgresStoreTest extends StoreContract {
    @TempDir
    private static Path folder;

    private static PostgresServer server;

    private PostgresSettings settings = new PostgresSettings("", "", "", 1);

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
        }
        try (PostgresServer unsafe = PostgresServer.startWithout(folder.resolve("unsafe"), "full_page_writes")) {
            assertRefused(unsafe, "full_page_writes");
        }
    }

    private static void assertRefused(PostgresServer unsafe, String setting) throws Exception {
        PostgresSettings settings = settings(unsafe);
        assertThatThrownBy(() -> PostgresStore.open(settings, "gateway", InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(setting + " = off")
                .hasMessageContaining("ALTER SYSTEM");
    }

    /** The session says for itself what it needs; where the user is set up otherwise the next start refuses. */
    @Test
    void aUserThatDoesNotWaitForTheDiskIsRefused() throws Exception {
        try (GatewayStore running = PostgresStore.open(settings(server), "gateway", InstantSource.system())) {
            server.run("ALTER ROLE postgres SET synchronous_commit = off");
            running.check();
            assertRefused(server, "synchronous_commit");
        } finally {
            server.run("ALTER ROLE postgres RESET synchronous_commit");
        }
    }

    /** A database that comes back unsafe while the gateway runs is found by the next look at it. */
    @Test
    void aDatabaseThatIsMadeUnsafeLaterIsFoundByTheNextHealthCheck() throws Exception {
        Path place = folder.resolve("turned");
        PostgresServer first = PostgresServer.start(place);
        PostgresSettings settings =
                new PostgresSettings(first.newSchema(), PostgresServer.USER, "", 4, Duration.ofSeconds(5));
        try (GatewayStore running = PostgresStore.open(settings, "gateway", InstantSource.system())) {
            running.check();
            first.close();
            try (PostgresServer unsafe = PostgresServer.startWithout(place, "fsync", first.port())) {
                await().untilAsserted(() -> assertThatThrownBy(running::check)
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("fsync = off"));
                assertThat(unsafe.port()).isEqualTo(first.port());
            }
        }
    }

    /** What fails while the database is away has not been done, and afterwards all works without a restart. */
    @Test
    void afterAnOutageTheStoreGoesOnByItself() throws Exception {
        Path place = folder.resolve("outage");
        PostgresServer first = PostgresServer.start(place);
        PostgresSettings settings =
                new PostgresSettings(first.newSchema(), PostgresServer.USER, "", 4, Duration.ofSeconds(5));
        try (GatewayStore running = PostgresStore.open(settings, "gateway", InstantSource.system())) {
            running.accept(KEY, 0, accepted(1));
            first.close();
            assertThatThrownBy(() -> running.accept(KEY, 0, accepted(2)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("goes on by itself");
            assertThatThrownBy(running::check).isInstanceOf(StoreException.class);

            try (PostgresServer second = PostgresServer.start(place, first.port())) {
                await().ignoreExceptions().untilAsserted(running::check);
                assertThat(running.begun()).extracting(BegunMessage::counter).containsExactly(1L);
                assertThat(running.accept(KEY, 0, accepted(2))).isEqualTo(Fence.DONE);
                assertThat(second.port()).isEqualTo(first.port());
            }
        }
    }

    /** Transactions of one CEM come one after the other, whoever does them: exactly one of all reserves a counter. */
    @Test
    void twoNodesNeverReserveTheSameCounter() throws Exception {
        PostgresSettings shared = settings(server);
        try (GatewayStore one = PostgresStore.open(shared, "node-1", InstantSource.system());
                GatewayStore other = PostgresStore.open(shared, "node-2", InstantSource.system())) {
            for (long counter = 1; counter <= 50; counter++) {
                long wanted = counter;
                long done = Stream.of(one, other)
                        .parallel()
                        .filter(node -> reserves(node, wanted))
                        .count();
                assertThat(done).isEqualTo(1);
                one.settle(KEY, 0, counter, ANSWER, 0, PayloadState.DELIVERED, "");
            }
        }
    }

    private boolean reserves(GatewayStore node, long counter) {
        try {
            return node.reserve(KEY, 0, outgoing(counter), OptionalLong.empty()) == Fence.DONE;
        } catch (IllegalStateException used) {
            return false;
        }
    }

    /** One event to all of them: the body is there once, and nobody waits for another. */
    @Test
    void manyCemsThatGetTheSameBodyKeepItOnce() throws Exception {
        PostgresSettings shared = settings(server);
        try (GatewayStore one = PostgresStore.open(shared, "node-1", InstantSource.system())) {
            List<CemKey> cems = LongStream.rangeClosed(1, 60)
                    .mapToObj(number -> new CemKey(KEY.dsrsp(), new EntityIdentifier(number)))
                    .toList();
            cems.parallelStream().forEach(cem -> one.queue(cem, payload("to all"), ROOM));

            assertThat(one.withUnsent()).hasSize(60);
            try (Connection connection = DriverManager.getConnection(shared.url(), PostgresServer.USER, "");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM body")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void nodesThatStartTogetherMakeTheTablesOnce() throws Exception {
        PostgresSettings shared = settings(server);
        var opened = IntStream.range(0, 4)
                .parallel()
                .mapToObj(node -> PostgresStore.open(shared, "node-" + node, InstantSource.system()))
                .toList();

        assertThat(opened)
                .allSatisfy(store -> assertThat(store.load(KEY).epoch()).isZero());
        opened.forEach(GatewayStore::close);
    }
}
