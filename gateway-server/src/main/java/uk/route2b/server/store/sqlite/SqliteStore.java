package uk.route2b.server.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.protocol.message.Content;
import uk.route2b.server.store.*;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.BegunMessage;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.Greeting;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.OutgoingMessage;

/** The store in one SQLite file. */
public final class SqliteStore implements GatewayStore {
    private final SqliteDatabase database;

    private SqliteStore(SqliteDatabase database) {
        this.database = database;
    }

    /** Opens {@code file}, making it where it is not there; brings an older one to today's form. */
    public static SqliteStore open(Path file, String node, InstantSource clock) {
        return new SqliteStore(SqliteDatabase.open(file));
    }

    @Override
    public CemState load(CemKey key) {
        return database.transaction(sql -> new StateRows(sql, key).load());
    }

    @Override
    public Optional<CemState> greet(CemKey key, Greeting greeting) {
        return database.transaction(sql -> new StateRows(sql, key).greet(greeting));
    }

    @Override
    public Fence accept(CemKey key, long epoch, AcceptedMessage message) {
        return fenced(key, epoch, (state, messages) -> messages.accept(message, Optional.empty()));
    }

    @Override
    public Fence acceptAnswered(CemKey key, long epoch, AcceptedMessage message, Octets answer, String reason) {
        return fenced(key, epoch, (state, messages) -> messages.accept(message, Optional.of(answer)));
    }

    @Override
    public boolean answer(CemKey key, long counter, Octets answer) {
        return database.transaction(sql -> {
            MessageRows messages = new MessageRows(sql, key);
            if (messages.answer(counter).isPresent()) {
                return false;
            }
            messages.answer(counter, answer);
            return true;
        });
    }

    @Override
    public Optional<Octets> answer(CemKey key, long counter) {
        return database.transaction(sql -> new MessageRows(sql, key).answer(counter));
    }

    @Override
    public Fence note(CemKey key, long epoch, long counter, long configurationConfirmed) {
        return fenced(key, epoch, (state, messages) -> state.noteLinkControl(counter, configurationConfirmed));
    }

    @Override
    public Fence reserve(CemKey key, long epoch, OutgoingMessage message, OptionalLong payload) {
        return fenced(key, epoch, (state, messages) -> {
            state.reserve(message.counter());
            messages.send(message);
        });
    }

    @Override
    public Fence use(CemKey key, long epoch, long counter) {
        return fenced(key, epoch, (state, messages) -> state.reserve(counter));
    }

    @Override
    public Fence settle(
            CemKey key,
            long epoch,
            long counter,
            Octets answer,
            long configurationAnswered,
            PayloadState outcome,
            String reason) {
        return fenced(key, epoch, (state, messages) -> {
            messages.settle(counter, answer);
            state.configurationAnswered(configurationAnswered);
        });
    }

    @Override
    public Fence giveUp(CemKey key, long epoch, long counter, String reason) {
        return fenced(key, epoch, (state, messages) -> messages.giveUp(counter));
    }

    @Override
    public List<OutgoingMessage> unanswered(CemKey key, long after, int most) {
        return database.transaction(sql -> new MessageRows(sql, key).unanswered().stream()
                .filter(message -> Long.compareUnsigned(message.counter(), after) > 0)
                .limit(most)
                .toList());
    }

    @Override
    public int tunnelId(CemKey key, long counter) {
        return database.transaction(sql -> {
            MessageRows messages = new MessageRows(sql, key);
            Optional<Integer> kept = messages.tunnelId(counter);
            if (kept.isPresent()) {
                return kept.get();
            }
            int id = new StateRows(sql, key).nextTunnelId();
            messages.keepTunnelId(counter, id);
            return id;
        });
    }

    @Override
    public int nextTunnelId(CemKey key) {
        return database.transaction(sql -> new StateRows(sql, key).nextTunnelId());
    }

    @Override
    public List<BegunMessage> begun() {
        return database.transaction(MessageRows::begun);
    }

    @Override
    public void check() {
        database.transaction(sql -> sql.one("SELECT 1", row -> row.getInt(1)));
    }

    @Override
    public OptionalLong newestMillis() {
        return database.transaction(sql -> sql.one(
                        "SELECT MAX(at) FROM (SELECT MAX(signed_at) AS at FROM outgoing"
                                + " UNION ALL SELECT MAX(accepted_at) FROM accepted)",
                        row -> row.getObject(1) == null ? OptionalLong.empty() : OptionalLong.of(row.getLong(1)))
                .orElse(OptionalLong.empty()));
    }

    @Override
    public void close() {
        database.close();
    }

    @Override
    public QueueOutcome queue(CemKey key, NewPayload payload, QueueLimits limits) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public List<PayloadRecord> unsent(CemKey key, int most) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public Optional<Content> content(long number) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public Optional<PayloadRecord> payload(long number) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public Optional<PayloadRecord> payload(CemKey key, long counter) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public void told(long number) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public boolean withdraw(long number, String reason) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public List<PayloadRecord> expire(long nowMillis, int most) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public List<CemKey> withUnsent() {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public long unsentOctets() {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public List<PayloadRecord> deadLetters(long before, int most) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public Map<PayloadState, Long> payloadCounts() {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public int prune(Retention retention, long nowMillis, int most) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public List<AuditRecord> audit(CemKey key, long number, int most) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public List<Exchange> transcript(CemKey key, long fromMillis, long untilMillis, long number, int most) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public void restored(DoubtSpan span) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public Optional<DoubtSpan> doubt() {
        throw new UnsupportedOperationException("comes with form 2");
    }

    @Override
    public Optional<Octets> settledBy(CemKey key, long counter) {
        throw new UnsupportedOperationException("comes with form 2");
    }

    /** A change that is done only while the epoch is the caller's. */
    @FunctionalInterface
    private interface Change {
        void run(StateRows state, MessageRows messages) throws SQLException;
    }

    private Fence fenced(CemKey key, long epoch, Change change) {
        return database.transaction(sql -> {
            StateRows state = new StateRows(sql, key);
            Fence fence = state.fence(epoch);
            if (fence == Fence.DONE) {
                change.run(state, new MessageRows(sql, key));
            }
            return fence;
        });
    }
}
