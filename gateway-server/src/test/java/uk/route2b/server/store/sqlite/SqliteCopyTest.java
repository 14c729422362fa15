package uk.route2b.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.DoubtSpan;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.Greeting;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.store.StoreException;

/** Copies of a store that is in use are sound, say what they are, and are put back whole or not at all. */
class SqliteCopyTest {
    private static final long COPIED_AT = 1_764_000_000_000L;
    private static final int COPIES = 6;
    private static final CemKey[] KEYS = {key(0xC1), key(0xC2), key(0xC3)};

    @TempDir
    private Path folder;

    private static CemKey key(int last) {
        return new CemKey(
                EntityIdentifier.parse("90B3D51F30010008"),
                EntityIdentifier.parse("00DB1234567890" + Integer.toHexString(last)));
    }

    private Path file() {
        return folder.resolve("server.db");
    }

    private GatewayStore open() {
        return SqliteStore.open(file(), "gateway", InstantSource.system());
    }

    private Path copy(String name) {
        Path copy = folder.resolve(name);
        SqliteCopy.write(file(), copy, COPIED_AT);
        return copy;
    }

    /**
     * Signs, settles, accepts and answers, as fast as the store lets it; what it was told last stands in the fields.
     */
    private static final class Load implements Runnable {
        private final GatewayStore store;
        private final Random random;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final AtomicLong[] sent = {new AtomicLong(), new AtomicLong(), new AtomicLong()};
        private final AtomicLong[] taken = {new AtomicLong(), new AtomicLong(), new AtomicLong()};
        private final AtomicLong done = new AtomicLong();

        Load(GatewayStore store, long seed) {
            this.store = store;
            this.random = new Random(seed);
        }

        @Override
        public void run() {
            try {
                while (!stopped.get()) {
                    step(random.nextInt(KEYS.length));
                    done.incrementAndGet();
                }
            } catch (Throwable thrown) {
                failure.set(thrown);
            }
        }

        private void step(int at) {
            long epoch = store.load(KEYS[at]).epoch();
            Octets octets = octets(random);
            if (random.nextBoolean()) {
                long counter = sent[at].get() + 1 + random.nextInt(3);
                OutgoingMessage message =
                        new OutgoingMessage(counter, PrivateMessageCode.OPENADR, octets.sha256(), octets, COPIED_AT);
                assertThat(store.reserve(KEYS[at], epoch, message, OptionalLong.empty()))
                        .isEqualTo(Fence.DONE);
                sent[at].set(counter);
                store.settle(KEYS[at], epoch, counter, octets, 0, PayloadState.DELIVERED, "");
            } else {
                long counter = taken[at].get() + 1 + random.nextInt(3);
                AcceptedMessage message = new AcceptedMessage(
                        counter, PrivateMessageCode.OPENADR.code(), octets.sha256(), octets, COPIED_AT);
                assertThat(store.accept(KEYS[at], epoch, message)).isEqualTo(Fence.DONE);
                taken[at].set(counter);
                store.answer(KEYS[at], counter, octets);
            }
        }

        private static Octets octets(Random random) {
            byte[] octets = new byte[200 + random.nextInt(4_000)];
            random.nextBytes(octets);
            return Octets.of(octets);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aCopyUnderLoadIsSoundAndHoldsAllThatWasAcknowledgedBefore(long seed) throws Exception {
        try (GatewayStore store = open()) {
            for (CemKey key : KEYS) {
                store.greet(key, new Greeting(1, 0, 0, 1, KeyIdentifier.parse("4E5ED7D3AB43485C"), Octets.ofHex("30")));
            }
            Load load = new Load(store, seed);
            Thread thread = new Thread(load, "load");
            thread.start();
            for (int number = 0; number < COPIES; number++) {
                long before = load.done.get();
                while (load.done.get() < before + 20 && load.failure.get() == null) {
                    Thread.onSpinWait();
                }
                long[] sent = values(load.sent);
                long[] taken = values(load.taken);
                Path copy = copy("copy-" + seed + "-" + number);
                requireCountersHold(copy, sent, taken);
            }
            load.stopped.set(true);
            thread.join();
            assertThat(load.failure.get()).isNull();
        }
    }

    private static long[] values(AtomicLong[] counters) {
        long[] values = new long[counters.length];
        for (int at = 0; at < values.length; at++) {
            values[at] = counters[at].get();
        }
        return values;
    }

    /** No signed message above what the state says was sent: after a restore its counter would be used again. */
    private static void requireCountersHold(Path copy, long[] sent, long[] taken) throws Exception {
        assertThat(column(
                        copy,
                        "SELECT COUNT(*) FROM outgoing o JOIN cem c ON o.dsrsp = c.dsrsp AND o.cem = c.cem"
                                + " WHERE o.counter > c.last_sent"))
                .containsExactly("0");
        try (GatewayStore restored = SqliteStore.openCopy(copy, "gateway", InstantSource.system())) {
            for (int at = 0; at < KEYS.length; at++) {
                CemState state = restored.load(KEYS[at]);
                assertThat(state.sent().last()).isGreaterThanOrEqualTo(sent[at]);
                assertThat(state.received().memory().highestAccepted()).isGreaterThanOrEqualTo(taken[at]);
                assertThat(state.epoch()).isEqualTo(1);
            }
        }
    }

    private static List<String> column(Path database, String query) throws Exception {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @Test
    void aCopySaysWhenItWasMadeAndNoServerOpensIt() {
        open().close();
        Path copy = copy("copy.db");
        assertThat(SqliteCopy.copiedAt(copy)).hasValue(COPIED_AT);
        assertThat(SqliteCopy.copiedAt(file())).isEmpty();
        assertThatThrownBy(() -> SqliteStore.open(copy, "gateway", InstantSource.system()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("server restore");
        SqliteCopy.unmark(copy);
        SqliteStore.open(copy, "gateway", InstantSource.system()).close();
    }

    /** A copy of a copy is as old as the first one said, whatever the clock says when it is taken. */
    @Test
    void aMarkThatIsCopiedIsReplaced() {
        open().close();
        Path copy = copy("copy.db");
        SqliteCopy.write(copy, folder.resolve("second.db"), COPIED_AT - 5);
        assertThat(SqliteCopy.copiedAt(folder.resolve("second.db"))).hasValue(COPIED_AT - 5);
    }

    @Test
    void aDamagedCopyIsFound() throws Exception {
        try (GatewayStore store = open()) {
            Load load = new Load(store, 7);
            for (int count = 0; count < 200; count++) {
                load.step(0);
            }
        }
        Path copy = copy("copy.db");
        byte[] octets = Files.readAllBytes(copy);
        for (int at = 8 * 4096; at < 9 * 4096; at++) {
            octets[at] = (byte) 0xA5;
        }
        Files.write(copy, octets);
        assertThatThrownBy(() -> SqliteCopy.check(copy)).isInstanceOf(StoreException.class);
    }

    @Test
    void whatIsNoCopyIsRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("text.db"), "no database at all ".repeat(500));
        assertThatThrownBy(() -> SqliteCopy.check(text)).isInstanceOf(StoreException.class);
        Path empty = Files.write(folder.resolve("empty.db"), new byte[0]);
        assertThatThrownBy(() -> SqliteCopy.check(empty)).hasMessageContaining("no store of a gateway");
        Path other = folder.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE other (id INTEGER)");
        }
        assertThatThrownBy(() -> SqliteCopy.check(other)).hasMessageContaining("no store of a gateway");
    }

    private Optional<Path> put(Path fresh, String name) {
        try (SqliteLock held = SqliteLock.take(file())) {
            return SqliteReplacement.put(held, fresh, name);
        }
    }

    @Test
    void aReplacementKeepsTheOldStoreWithItsLog() throws Exception {
        open().close();
        Path fresh = copy("fresh.db");
        Files.writeString(folder.resolve("server.db-wal"), "");
        assertThat(put(fresh, ".old")).contains(folder.resolve("server.db.old"));
        assertThat(folder.resolve("server.db.old-wal")).exists();
        assertThat(folder.resolve("server.db-wal")).doesNotExist();
        assertThat(SqliteCopy.copiedAt(file())).hasValue(COPIED_AT);
        assertThat(folder.resolve("server.db.restoring")).doesNotExist();
    }

    /** Killed between the two renames: the old one is aside, and a server would otherwise make an empty new one. */
    @Test
    void noServerStartsOnAStoreThatIsHalfReplacedAndDoingItAgainFinishesIt() throws Exception {
        open().close();
        Path fresh = copy("fresh.db");
        Files.writeString(folder.resolve("server.db.restoring"), "");
        Files.move(file(), folder.resolve("server.db.old"));
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("interrupted");
        assertThat(file()).doesNotExist();
        assertThat(put(fresh, ".second")).isEmpty();
        SqliteCopy.unmark(file());
        open().close();
    }

    @Test
    void whoHoldsTheStoreIsAlone() {
        try (GatewayStore store = open()) {
            assertThat(store.newestMillis()).isEmpty();
            assertThatThrownBy(() -> SqliteLock.take(file())).hasMessageContaining("in use by process");
        }
        SqliteLock.take(file()).close();
    }

    /** What the copy does not know is in doubt until the CEM's next hello, also for a CEM that it has never seen. */
    @Test
    void aRestoredCopyDoubtsUntilTheNextHello() {
        open().close();
        Path copy = copy("copy.db");
        try (GatewayStore store = SqliteStore.openCopy(copy, "gateway", InstantSource.system())) {
            store.restored(new DoubtSpan(COPIED_AT, COPIED_AT + 1_000));
            assertThat(store.load(KEYS[0]).inDoubt(COPIED_AT - 100_000)).isTrue();
            CemState greeted = store.greet(
                            KEYS[0],
                            new Greeting(
                                    COPIED_AT + 5_000,
                                    0,
                                    0,
                                    1,
                                    KeyIdentifier.parse("4E5ED7D3AB43485C"),
                                    Octets.ofHex("30")))
                    .orElseThrow();
            assertThat(greeted.inDoubt(COPIED_AT + 4_999)).isTrue();
            assertThat(greeted.inDoubt(COPIED_AT + 5_001)).isFalse();
        }
    }
}
