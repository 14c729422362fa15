package uk.route2b.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreContract;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.sql.Sql;

/** SQLite keeps the contract, also over a stop. */
class SqliteStoreTest extends StoreContract {
    private static final String ADD = "INSERT INTO cem (dsrsp, cem) VALUES ('a', ?)";

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("a folder").resolve("server.db");
    }

    @Override
    protected GatewayStore open(String node, InstantSource clock) {
        return SqliteStore.open(file(), node, clock);
    }

    @Override
    protected GatewayStore reopen(GatewayStore closed, String node, InstantSource clock) {
        closed.close();
        return SqliteStore.open(file(), node, clock);
    }

    @Test
    void eachCommitIsSynchronised() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("other.db"))) {
            assertThat(database.<Integer>transaction(sql -> number(sql, "PRAGMA synchronous")))
                    .isEqualTo(2);
            assertThat(database.<String>transaction(sql -> sql.one("PRAGMA journal_mode", row -> row.getString(1))
                            .orElse("")))
                    .isEqualTo("wal");
            assertThat(database.<Integer>transaction(sql -> number(sql, "PRAGMA foreign_keys")))
                    .isEqualTo(1);
            assertThat(database.<Integer>transaction(sql -> number(sql, "PRAGMA wal_autocheckpoint")))
                    .isZero();
        }
    }

    @Test
    void aTransactionThatFailsChangesNothing() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("other.db"))) {
            assertThatThrownBy(() -> database.transaction(sql -> {
                        sql.change(ADD, "b");
                        return sql.change(ADD, "b");
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("other.db");
            assertThat(rows(database)).isZero();
        }
    }

    /** Both that fail and all that are good wait together, because the first one holds the writer up. */
    @Test
    void oneOfAGroupThatFailsTakesNoOtherAlong() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("other.db"))) {
            CountDownLatch busy = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            CompletableFuture<?> first = CompletableFuture.runAsync(() -> database.transaction(sql -> {
                busy.countDown();
                await(go);
                return true;
            }));
            await(busy);
            AtomicInteger good = new AtomicInteger();
            AtomicInteger bad = new AtomicInteger();
            List<Thread> callers = new ArrayList<>();
            for (int number = 0; number < 40; number++) {
                String cem = "cem-" + number;
                boolean fails = number % 4 == 0;
                Thread caller = new Thread(() -> {
                    try {
                        database.transaction(sql -> {
                            sql.change(ADD, cem);
                            return fails ? sql.change(ADD, cem) : 1;
                        });
                        good.incrementAndGet();
                    } catch (StoreException refused) {
                        bad.incrementAndGet();
                    }
                });
                caller.start();
                callers.add(caller);
            }
            for (Thread caller : callers) {
                awaitWaiting(caller);
            }
            go.countDown();
            first.get();
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(good).hasValue(30);
            assertThat(bad).hasValue(10);
            assertThat(rows(database)).isEqualTo(30);
        }
    }

    @Test
    void aBugInOneTransactionIsLoudAndTheStoreGoesOn() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("other.db"))) {
            assertThatThrownBy(() -> database.transaction(sql -> {
                        sql.change(ADD, "b");
                        throw new StackOverflowError("a bug");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a bug");
            assertThat(rows(database)).isZero();
            database.transaction(sql -> sql.change(ADD, "b"));
            assertThat(rows(database)).isEqualTo(1);
        }
    }

    @Test
    void whatWasCommittedIsReadByEveryReader() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("other.db"))) {
            for (int number = 1; number <= 200; number++) {
                String cem = "cem-" + number;
                database.transaction(sql -> sql.change(ADD, cem));
                assertThat(rows(database)).isEqualTo(number);
            }
        }
    }

    @Test
    void aReaderCannotWrite() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("other.db"))) {
            assertThatThrownBy(() -> database.read(sql -> sql.change(ADD, "b"))).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aSecondServerOnTheSameFileIsRefused() {
        assertThatThrownBy(() -> SqliteStore.open(file(), "gateway", InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("server.db is in use by");
    }

    @Test
    void aClosedStoreSaysSo() {
        SqliteDatabase database = SqliteDatabase.open(folder.resolve("other.db"));
        database.close();

        assertThatThrownBy(() -> database.transaction(sql -> sql.change(ADD, "b")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> rows(database)).isInstanceOf(StoreException.class);
    }

    @Test
    void aDatabaseOfANewerProgramIsRefused() throws Exception {
        SqliteStore.open(folder.resolve("newer.db"), "gateway", InstantSource.system())
                .close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("newer.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }

        assertThatThrownBy(() -> SqliteStore.open(folder.resolve("newer.db"), "gateway", InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("form 99");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        Path file =
                Files.writeString(folder.resolve("text.db"), "this is not a database, it is a text file".repeat(50));

        assertThatThrownBy(() -> SqliteStore.open(file, "gateway", InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("text.db is damaged");
    }

    private static int rows(SqliteDatabase database) {
        return database.<Integer>read(sql -> number(sql, "SELECT COUNT(*) FROM cem"));
    }

    private static int number(Sql sql, String query) throws java.sql.SQLException {
        return sql.one(query, row -> row.getInt(1)).orElse(-1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void awaitWaiting(Thread caller) {
        while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
