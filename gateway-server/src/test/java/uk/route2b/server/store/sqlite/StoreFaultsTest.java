package uk.route2b.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.sql.SqlStore;

/** When the storage fails nothing is acknowledged that is not true, health says so, and where it can it goes on. */
class StoreFaultsTest {
    private static final CemKey KEY =
            new CemKey(EntityIdentifier.parse("90B3D51F30010008"), EntityIdentifier.parse("00DB1234567890C1"));

    private static final int MOST_OF_A_LOG = 64 << 20;
    private static final int OCTETS_EACH = 1 << 18;

    @TempDir
    private Path folder;

    /** SQLite's own limit gives the same code as a disk without room. */
    @Test
    void aFullDiskRefusesUntilThereIsRoomAgain() {
        SqliteDatabase database = SqliteDatabase.open(folder.resolve("server.db"));
        try (GatewayStore store = new SqlStore(database, "gateway", InstantSource.system())) {
            store.accept(KEY, 0, message(1));
            limit(database, 0);
            List<Long> stored = new ArrayList<>(List.of(1L));
            int refused = 0;
            for (long counter = 2; counter < 60; counter++) {
                try {
                    store.accept(KEY, 0, message(counter));
                    stored.add(counter);
                } catch (StoreException full) {
                    assertThat(full).hasMessageContaining("has no room").hasMessageContaining("free some space");
                    refused++;
                }
            }
            assertThat(refused).isPositive();
            assertThat(store.begun()).extracting(begun -> begun.counter()).isEqualTo(stored);

            limit(database, 1_000_000);
            store.check();
            assertThat(store.accept(KEY, 0, message(100))).isEqualTo(Fence.DONE);
            stored.add(100L);
            assertThat(store.begun()).extracting(begun -> begun.counter()).isEqualTo(stored);
        }
    }

    /** No more pages than there are, or as many as said. */
    private static void limit(SqliteDatabase database, int pages) {
        database.<Integer>transaction(
                sql -> sql.one("PRAGMA max_page_count = " + Math.max(1, pages), row -> row.getInt(1))
                        .orElse(0));
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldInPlainWords() throws Exception {
        Path file = Files.writeString(folder.resolve("a file"), "in the way").resolve("server.db");

        assertThatThrownBy(() -> SqliteStore.open(file, "gateway", InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("server.db");
    }

    @Test
    void aDamagedPageIsFoundAtTheStart() throws Exception {
        Path file = filled();
        overwrite(file, Files.size(file) / 2);

        assertThatThrownBy(() -> SqliteStore.open(file, "gateway", InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged")
                .hasMessageContaining("server restore");
    }

    @Test
    void aPageDamagedWhileTheServerRunsStopsAllAcknowledgement() throws Exception {
        Path file = filled();
        try (GatewayStore store = SqliteStore.open(file, "gateway", InstantSource.system())) {
            for (long at = 4096; at < Files.size(file); at += 4096) {
                overwrite(file, at);
            }

            assertThatThrownBy(() -> {
                        store.begun();
                        store.accept(KEY, 0, message(5_000));
                    })
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is damaged");
            assertThatThrownBy(store::check).isInstanceOf(StoreException.class).hasMessageContaining("is damaged");
            assertThatThrownBy(() -> store.accept(KEY, 0, message(5_001))).isInstanceOf(StoreException.class);
        }
    }

    private Path filled() {
        Path file = folder.resolve("server.db");
        try (GatewayStore store = SqliteStore.open(file, "gateway", InstantSource.system())) {
            for (long counter = 1; counter <= 400; counter++) {
                store.accept(KEY, 0, message(counter));
            }
        }
        return file;
    }

    private static void overwrite(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.wrap("damaged".repeat(600).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                            .limit(4096),
                    at / 4096 * 4096);
        }
    }

    /** The writer stands still, as on a disk that does not answer: callers wait, and nobody is told anything. */
    @Test
    void whenTheDiskIsSlowerThanTheLoadCallersWaitAndAreToldNothingUntrue() throws Exception {
        SqliteDatabase database = SqliteDatabase.open(folder.resolve("server.db"));
        try (GatewayStore store = new SqlStore(database, "gateway", InstantSource.system());
                StillDisk disk = StillDisk.under(database)) {
            AtomicInteger told = new AtomicInteger();
            List<Thread> callers = new ArrayList<>();
            for (long counter = 1; counter <= 1_200; counter++) {
                AcceptedMessage message = message(counter);
                CemKey own = new CemKey(KEY.dsrsp(), new EntityIdentifier(counter));
                callers.add(StillDisk.caller(() -> {
                    store.accept(own, 0, message);
                    told.incrementAndGet();
                }));
            }
            await().until(() -> callers.stream().noneMatch(caller -> caller.getState() == Thread.State.RUNNABLE));
            assertThat(told).hasValue(0);
            assertThat(store.begun()).isEmpty();

            disk.answer();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(told).hasValue(1_200);
            assertThat(store.begun())
                    .hasSize(1_200)
                    .extracting(begun -> begun.counter())
                    .containsAll(LongStream.rangeClosed(1, 1_200).boxed().toList());
        }
    }

    /** More than three times what the log may have is written without a pause; a look comes every 250 ms. */
    @Test
    void theLogDoesNotGrowWithoutBoundWhileMuchHappens() throws IOException {
        Path log = folder.resolve("server.db-wal");
        long largest = 0;
        try (GatewayStore store = SqliteStore.open(folder.resolve("server.db"), "gateway", InstantSource.system())) {
            Octets octets = Octets.of(new byte[OCTETS_EACH]);
            for (long counter = 1; counter <= MOST_OF_A_LOG / OCTETS_EACH * 3; counter++) {
                AcceptedMessage large = new AcceptedMessage(
                        counter, PrivateMessageCode.OPENADR.code(), octets.sha256(), octets, 1_795_000_000_000L);
                store.accept(KEY, 0, large);
                largest = Math.max(largest, Files.size(log));
            }
        }
        assertThat(largest).isLessThan(2L * MOST_OF_A_LOG);
    }

    /** The log is emptied while nothing happens. */
    @Test
    void theLogIsMovedToTheFileAside() {
        Path log = folder.resolve("server.db-wal");
        try (GatewayStore store = SqliteStore.open(folder.resolve("server.db"), "gateway", InstantSource.system())) {
            for (long counter = 1; counter <= 200; counter++) {
                store.accept(KEY, 0, message(counter));
            }
            assertThat(log).isNotEmptyFile();
            await().until(() -> Files.size(log) == 0);
            assertThat(store.begun()).hasSize(200);
        }
    }

    private static AcceptedMessage message(long counter) {
        Octets octets = Octets.ofText(("message " + counter + " ").repeat(100));
        return new AcceptedMessage(
                counter, PrivateMessageCode.OPENADR.code(), octets.sha256(), octets, 1_795_000_000_000L);
    }
}
