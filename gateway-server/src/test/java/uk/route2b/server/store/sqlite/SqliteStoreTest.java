package uk.route2b.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreContract;
import uk.route2b.server.store.StoreException;

/** SQLite keeps the contract, also over a stop. */
class SqliteStoreTest extends StoreContract {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("a folder").resolve("server.db");
    }

    @Override
    protected GatewayStore open() {
        return SqliteStore.open(file(), "gateway", InstantSource.system());
    }

    @Override
    protected GatewayStore reopen(GatewayStore closed) {
        closed.close();
        return SqliteStore.open(file(), "gateway", InstantSource.system());
    }

    @Test
    void eachCommitIsSynchronised() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("other.db"))) {
            assertThat(database.<Integer>transaction(sql ->
                            sql.one("PRAGMA synchronous", row -> row.getInt(1)).orElse(-1)))
                    .isEqualTo(2);
            assertThat(database.<String>transaction(sql -> sql.one("PRAGMA journal_mode", row -> row.getString(1))
                            .orElse("")))
                    .isEqualTo("wal");
            assertThat(database.<Integer>transaction(sql ->
                            sql.one("PRAGMA foreign_keys", row -> row.getInt(1)).orElse(-1)))
                    .isEqualTo(1);
        }
    }

    @Test
    void aTransactionThatFailsChangesNothing() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("other.db"))) {
            assertThatThrownBy(() -> database.transaction(sql -> {
                        sql.change("INSERT INTO cem (dsrsp, cem) VALUES ('a', 'b')");
                        return sql.change("INSERT INTO cem (dsrsp, cem) VALUES ('a', 'b')");
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("other.db");
            assertThat(database.<Integer>transaction(sql -> sql.one("SELECT COUNT(*) FROM cem", row -> row.getInt(1))
                            .orElse(-1)))
                    .isZero();
        }
    }

    @Test
    void aDatabaseOfANewerProgramIsRefused() throws Exception {
        SqliteStore.open(folder.resolve("newer.db"), "gateway", InstantSource.system()).close();
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
                .hasMessageContaining("text.db");
    }

    @Test
    void countersSortAsWhatTheyAre() {
        assertThat(Counters.text(7)).isEqualTo("00000000000000000007");
        assertThat(Counters.text(-1)).isEqualTo("18446744073709551615");
        assertThat(Counters.parse(Counters.text(-1))).isEqualTo(-1);
    }
}
