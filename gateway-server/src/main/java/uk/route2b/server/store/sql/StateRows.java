package uk.route2b.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.CounterMemory;
import uk.route2b.protocol.message.ReceiverState;
import uk.route2b.protocol.message.RememberedMessage;
import uk.route2b.protocol.message.SendWindow;
import uk.route2b.protocol.message.SenderState;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.ConfigurationReport;
import uk.route2b.server.store.ConfigurationState;
import uk.route2b.server.store.DoubtSpan;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.Greeting;
import uk.route2b.server.store.PayloadState;

/** The state of a CEM in table cem, and what belongs to it in the tables of messages. */
final class StateRows {
    private record Head(
            long epoch,
            long lastSent,
            long floor,
            long linkControl,
            ConfigurationState configuration,
            Optional<KeyIdentifier> signer,
            Optional<KeyIdentifier> credential,
            Optional<Octets> certificate,
            long doubtUntil,
            boolean doubtOpen) {}

    private final Sql sql;
    private final String dsrsp;
    private final String cem;

    StateRows(Sql sql, CemKey key) {
        this.sql = sql;
        this.dsrsp = key.dsrsp().toString();
        this.cem = key.cem().toString();
    }

    CemState load() throws SQLException {
        Optional<Head> head = head("");
        return head.isPresent() ? state(head.get()) : CemState.FRESH.withDoubtUntil(doubtOfNewcomers());
    }

    /** A CEM that the copy does not have may have come to the store that was lost. */
    private long doubtOfNewcomers() throws SQLException {
        return new MetaRows(sql).doubt().map(DoubtSpan::untilMillis).orElse(0L);
    }

    private Optional<Head> head(String lock) throws SQLException {
        return sql.one("SELECT * FROM cem WHERE dsrsp = ? AND cem = ?" + lock, StateRows::readHead, dsrsp, cem);
    }

    private static Head readHead(ResultSet row) throws SQLException {
        return new Head(
                row.getLong("epoch"),
                Counters.parse(row.getString("last_sent")),
                Counters.parse(row.getString("floor")),
                Counters.parse(row.getString("link_control")),
                new ConfigurationState(
                        row.getLong("configuration_confirmed"),
                        row.getLong("configuration_answered"),
                        row.getLong("configuration_failed"),
                        row.getString("configuration_reason")),
                Optional.ofNullable(row.getString("signer")).map(KeyIdentifier::parse),
                Optional.ofNullable(row.getString("credential_answered")).map(KeyIdentifier::parse),
                CemRow.octets(row, "certificate"),
                Counters.parse(row.getString("doubt_until")),
                row.getLong("doubt_open") != 0);
    }

    private CemState state(Head head) throws SQLException {
        CounterMemory memory = CounterMemory.restore(head.floor(), remembered());
        return new CemState(
                head.epoch(),
                new SenderState(head.lastSent(), window()),
                new ReceiverState(memory, head.linkControl()),
                head.configuration(),
                head.signer(),
                head.credential(),
                head.certificate(),
                head.doubtUntil());
    }

    /** Answers stay in the database; that there is one is all that a judgement asks. */
    private List<RememberedMessage> remembered() throws SQLException {
        return sql.all(
                "SELECT counter, digest, state FROM accepted WHERE dsrsp = ? AND cem = ? ORDER BY counter DESC LIMIT "
                        + CounterMemory.SIZE,
                row -> new RememberedMessage(
                        Counters.parse(row.getString("counter")),
                        Octets.of(row.getBytes("digest")),
                        row.getString("state").equals("answered") ? Optional.of(Octets.EMPTY) : Optional.empty()),
                dsrsp,
                cem);
    }

    private SendWindow window() throws SQLException {
        record Sent(long counter, boolean unanswered) {}
        List<Sent> sent = sql.all(
                "SELECT counter, state FROM outgoing WHERE dsrsp = ? AND cem = ? AND counter >="
                        + " (SELECT MIN(counter) FROM outgoing WHERE dsrsp = ? AND cem = ? AND state = 'unanswered')",
                row -> new Sent(
                        Counters.parse(row.getString("counter")),
                        row.getString("state").equals("unanswered")),
                dsrsp,
                cem,
                dsrsp,
                cem);
        Set<Long> unanswered =
                sent.stream().filter(Sent::unanswered).map(Sent::counter).collect(Collectors.toSet());
        return SendWindow.restore(sent.stream().map(Sent::counter).toList(), unanswered);
    }

    /** Locks the CEM until the end of the transaction, and looks whether its epoch is {@code epoch}. */
    Fence fence(long epoch) throws SQLException {
        return lock().epoch() == epoch ? Fence.DONE : Fence.STALE;
    }

    /** Locks the CEM until the end of the transaction; its row is made where it is not there. */
    private Head lock() throws SQLException {
        Optional<Head> head = head(sql.dialect().forUpdate());
        if (head.isPresent()) {
            return head.get();
        }
        long doubt = doubtOfNewcomers();
        sql.change(
                "INSERT INTO cem (dsrsp, cem, doubt_until, doubt_open) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                dsrsp,
                cem,
                Counters.text(doubt),
                doubt == 0 ? 0 : 1);
        return head(sql.dialect().forUpdate()).orElseThrow();
    }

    void hold() throws SQLException {
        lock();
    }

    /** Begins a session. */
    Optional<CemState> greet(Greeting greeting) throws SQLException {
        Head head = lock();
        CemState before = state(head);
        if (Long.compareUnsigned(greeting.counter(), before.received().highestLinkControl()) <= 0) {
            return Optional.empty();
        }
        SenderState sent = before.sent().raiseAbove(greeting.accepted());
        ReceiverState received = before.received().raiseFloor(greeting.floor());
        sql.changeOne(
                "UPDATE cem SET epoch = epoch + 1, last_sent = ?, floor = ?, link_control = ?, signer = ?,"
                        + " credential_answered = NULL, certificate = ?, doubt_until = ?, doubt_open = 0"
                        + " WHERE dsrsp = ? AND cem = ?",
                Counters.text(sent.last()),
                Counters.text(received.memory().floor()),
                Counters.text(greeting.counter()),
                greeting.signer().toString(),
                greeting.certificate(),
                Counters.text(head.doubtOpen() ? greeting.counter() - 1 : head.doubtUntil()),
                dsrsp,
                cem);
        put(head.configuration(), head.configuration().greeted(greeting.configuration()));
        return Optional.of(load());
    }

    /** Another session without a link; the row is locked. */
    CemState claim() throws SQLException {
        sql.changeOne("UPDATE cem SET epoch = epoch + 1 WHERE dsrsp = ? AND cem = ?", dsrsp, cem);
        return load();
    }

    void noteLinkControl(long counter, ConfigurationReport report) throws SQLException {
        sql.changeOne(
                "UPDATE cem SET link_control = ? WHERE dsrsp = ? AND cem = ? AND link_control < ?",
                Counters.text(counter),
                dsrsp,
                cem,
                Counters.text(counter));
        if (report.version() > 0) {
            ConfigurationState before = lock().configuration();
            put(before, before.after(report));
        }
    }

    private void put(ConfigurationState before, ConfigurationState after) throws SQLException {
        if (after.equals(before)) {
            return;
        }
        sql.changeOne(
                "UPDATE cem SET configuration_confirmed = ?, configuration_answered = ?, configuration_failed = ?,"
                        + " configuration_reason = ? WHERE dsrsp = ? AND cem = ?",
                after.confirmed(),
                after.answered(),
                after.failed(),
                after.reason(),
                dsrsp,
                cem);
    }

    void reserve(long counter) throws SQLException {
        sql.changeOne(
                "UPDATE cem SET last_sent = ? WHERE dsrsp = ? AND cem = ? AND last_sent < ?",
                Counters.text(counter),
                dsrsp,
                cem,
                Counters.text(counter));
    }

    void configurationAnswered(long version, PayloadState outcome, String reason) throws SQLException {
        if (version > 0) {
            ConfigurationState before = lock().configuration();
            put(before, before.answeredBy(version, outcome, reason));
        }
    }

    void credentialAnswered(KeyIdentifier credential) throws SQLException {
        lock();
        sql.changeOne(
                "UPDATE cem SET credential_answered = ? WHERE dsrsp = ? AND cem = ?",
                credential.toString(),
                dsrsp,
                cem);
    }

    int nextTunnelId() throws SQLException {
        lock();
        return sql.one(
                        "UPDATE cem SET tunnel_id = (tunnel_id + 1) % 256 WHERE dsrsp = ? AND cem = ?"
                                + " RETURNING tunnel_id",
                        row -> row.getInt(1), dsrsp, cem)
                .orElseThrow();
    }
}
