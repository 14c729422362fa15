package uk.route2b.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AuditRecord;
import uk.route2b.server.store.BegunMessage;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.Exchange;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.OutgoingMessage;

/** A database of form 1, as the released script made it, keeps all its messages. */
class MigrationTest {
    private static final CemKey KEY =
            new CemKey(EntityIdentifier.parse("90B3D51F30010008"), EntityIdentifier.parse("00DB1234567890C1"));
    private static final Octets ANSWER = Octets.ofText("the answer");

    @TempDir
    private Path folder;

    private final SignedMessage begun = message(1_000, CraFlag.ALERT, "begun");
    private final SignedMessage answered = message(1_001, CraFlag.ALERT, "answered");
    private final SignedMessage waiting = message(2_000, CraFlag.COMMAND, "waiting");
    private final SignedMessage settled = message(2_001, CraFlag.COMMAND, "settled");

    private Path file;

    @BeforeEach
    void makeFormOne() throws Exception {
        file = folder.resolve("server.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                InputStream script = MigrationTest.class.getResourceAsStream("form-1.sql")) {
            statement.executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("PRAGMA user_version = 1");
            statement.execute("INSERT INTO cem (dsrsp, cem, epoch, last_sent, floor, link_control, tunnel_id) VALUES ('"
                    + KEY.dsrsp() + "', '" + KEY.cem()
                    + "', 7, '00000000000000002001', '00000000000000000900', '00000000000000001002', 41)");
            accepted(connection, begun, null, 100);
            accepted(connection, answered, ANSWER, 200);
            outgoing(connection, waiting, "unanswered", null, 150);
            outgoing(connection, settled, "answered", ANSWER, 250);
        }
    }

    @Test
    void allMessagesAreThereAsTheyWere() {
        try (GatewayStore store = SqliteStore.open(file, "gateway", InstantSource.system())) {
            CemState state = store.load(KEY);
            assertThat(state.epoch()).isEqualTo(7);
            assertThat(state.sent().last()).isEqualTo(2_001);
            assertThat(state.sent().window().isOutstanding(2_000)).isTrue();
            assertThat(state.received().memory().find(1_001).orElseThrow().isAnswered())
                    .isTrue();
            assertThat(state.doubtUntil()).isZero();
            assertThat(store.begun()).containsExactly(new BegunMessage(KEY, 1_000, begun.octets()));
            assertThat(store.answer(KEY, 1_001)).contains(ANSWER);
            assertThat(store.unanswered(KEY))
                    .containsExactly(OutgoingMessage.of(waiting, PrivateMessageCode.OPENADR, 150));
            assertThat(store.settledBy(KEY, 2_001)).contains(ANSWER);
            assertThat(store.nextTunnelId(KEY)).isEqualTo(42);
            assertThat(store.heldMessages(Long.MAX_VALUE, 10)).isEmpty();
        }
    }

    @Test
    void theirTranscriptIsThereTooAndNewRecordsFollow() {
        try (GatewayStore store = SqliteStore.open(file, "gateway", InstantSource.system())) {
            assertThat(store.transcript(KEY, 0, Long.MAX_VALUE, 0, 10))
                    .extracting(Exchange::counter)
                    .containsExactly(1_000L, 2_000L, 1_001L, 2_001L);
            assertThat(store.audit(KEY, 0, 10))
                    .extracting(AuditRecord::digest)
                    .containsExactly(begun.digest(), waiting.digest(), answered.digest(), settled.digest());
            assertThat(store.audit(KEY, 0, 10)).extracting(AuditRecord::code).containsOnly("7F01");
            store.giveUp(KEY, 7, 2_000, "below-floor");
            assertThat(store.audit(KEY, 4, 10)).hasSize(1);
        }
    }

    private static SignedMessage message(long counter, CraFlag cra, String body) {
        EntityIdentifier from = cra == CraFlag.ALERT ? KEY.cem() : KEY.dsrsp();
        EntityIdentifier to = cra == CraFlag.ALERT ? KEY.dsrsp() : KEY.cem();
        GroupingHeader header = GroupingHeader.of(cra, counter, from, to, PrivateMessageCode.OPENADR.code());
        Content content = Content.plain(ContentFormat.XML, Octets.ofText(body.repeat(40)));
        return UnsignedMessage.of(header, content).sign(octets -> Octets.of(new byte[SignedMessage.SIGNATURE_SIZE]));
    }

    private static void accepted(Connection connection, SignedMessage message, @Nullable Octets answer, long at)
            throws SQLException {
        insert(
                connection,
                "INSERT INTO accepted (dsrsp, cem, counter, digest, octets, state, answer, accepted_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                KEY.dsrsp().toString(),
                KEY.cem().toString(),
                String.format("%020d", message.header().counter()),
                message.digest().toArray(),
                message.octets().toArray(),
                answer == null ? "begun" : "answered",
                answer == null ? null : answer.toArray(),
                at);
    }

    private static void outgoing(
            Connection connection, SignedMessage message, String state, @Nullable Octets answer, long at)
            throws SQLException {
        insert(
                connection,
                "INSERT INTO outgoing (dsrsp, cem, counter, code, octets, state, answer, signed_at)"
                        + " VALUES (?, ?, ?, '7F01', ?, ?, ?, ?)",
                KEY.dsrsp().toString(),
                KEY.cem().toString(),
                String.format("%020d", message.header().counter()),
                message.octets().toArray(),
                state,
                answer == null ? null : answer.toArray(),
                at);
    }

    private static void insert(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            statement.executeUpdate();
        }
    }
}
