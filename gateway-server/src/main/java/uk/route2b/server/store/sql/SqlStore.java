package uk.route2b.server.store.sql;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.AuditRecord;
import uk.route2b.server.store.BegunMessage;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.Claim;
import uk.route2b.server.store.ConfigurationReport;
import uk.route2b.server.store.DispatchChange;
import uk.route2b.server.store.DispatchCount;
import uk.route2b.server.store.DoubtSpan;
import uk.route2b.server.store.Exchange;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.Greeting;
import uk.route2b.server.store.HeldMessage;
import uk.route2b.server.store.Move;
import uk.route2b.server.store.MovedCem;
import uk.route2b.server.store.NewMove;
import uk.route2b.server.store.NewPayload;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.store.QueueLimits;
import uk.route2b.server.store.QueueOutcome;
import uk.route2b.server.store.Retention;
import uk.route2b.server.store.TrafficCount;

/**
 * The store in a database: each method is one transaction, or one reading, of the rows that stand beside this class.
 */
public final class SqlStore implements GatewayStore {
    private final Database database;
    private final String node;
    private final InstantSource clock;
    private final Pruning pruning;

    /**
     * @param database in today's form; closed with this store
     * @param node the name under which messages are begun here
     * @param clock the time of audit records and answers
     */
    public SqlStore(Database database, String node, InstantSource clock) {
        this.database = database;
        this.node = node;
        this.clock = clock;
        this.pruning = new Pruning(database);
    }

    @Override
    public CemState load(CemKey key) {
        return database.read(sql -> new StateRows(sql, key).load());
    }

    @Override
    public Optional<CemState> greet(CemKey key, Greeting greeting) {
        return database.transaction(sql -> {
            Optional<CemState> begun = new StateRows(sql, key).greet(greeting);
            if (begun.isPresent()) {
                new OwnerRows(sql, key).own(node, true);
            }
            return begun;
        });
    }

    @Override
    public Optional<CemState> claim(CemKey key, Claim purpose) {
        return database.transaction(sql -> {
            StateRows state = new StateRows(sql, key);
            OwnerRows owner = new OwnerRows(sql, key);
            state.hold();
            if (!owner.mayClaim(node, purpose, clock.millis())) {
                return Optional.empty();
            }
            owner.own(node, false);
            return Optional.of(state.claim());
        });
    }

    @Override
    public Fence release(CemKey key, long epoch) {
        return fenced(key, epoch, (sql, state) -> new OwnerRows(sql, key).release());
    }

    @Override
    public void noLinks() {
        done(sql -> OwnerRows.noLinks(sql, node));
    }

    @Override
    public void alive() {
        done(sql -> OwnerRows.alive(sql, node, clock.millis()));
    }

    @Override
    public Fence accept(CemKey key, long epoch, AcceptedMessage message) {
        return fenced(key, epoch, (sql, state) -> take(sql, key, message, Optional.empty(), ""));
    }

    @Override
    public Fence acceptAnswered(CemKey key, long epoch, AcceptedMessage message, Octets answer, String reason) {
        return fenced(key, epoch, (sql, state) -> take(sql, key, message, Optional.of(answer), reason));
    }

    @Override
    public Fence acceptHeld(
            CemKey key, long epoch, AcceptedMessage message, Octets answer, String reason, String kind) {
        return fenced(key, epoch, (sql, state) -> {
            take(sql, key, message, Optional.of(answer), reason);
            new HeldRows(sql).hold(key, message, reason, kind);
        });
    }

    private void take(Sql sql, CemKey key, AcceptedMessage message, Optional<Octets> answer, String reason)
            throws SQLException {
        long now = clock.millis();
        new AcceptedRows(sql, key).accept(message, node, answer, now);
        new AuditRows(sql, key).up(message, reason.isEmpty() ? "accepted" : "refused", reason, now);
    }

    @Override
    public boolean answer(CemKey key, long counter, Octets answer) {
        return database.<Boolean>transaction(sql -> new AcceptedRows(sql, key).answer(counter, answer, clock.millis()));
    }

    @Override
    public Optional<Octets> answer(CemKey key, long counter) {
        return database.read(sql -> new AcceptedRows(sql, key).answer(counter));
    }

    @Override
    public Fence note(CemKey key, long epoch, long counter, ConfigurationReport report) {
        return fenced(key, epoch, (sql, state) -> state.noteLinkControl(counter, report));
    }

    @Override
    public Fence reserve(CemKey key, long epoch, OutgoingMessage message, OptionalLong payload) {
        return database.transaction(sql -> {
            StateRows state = new StateRows(sql, key);
            Fence fence = state.fence(epoch);
            if (fence != Fence.DONE) {
                return fence;
            }
            if (payload.isPresent() && !new OutboxRows(sql).send(key, payload.getAsLong(), message.counter())) {
                return Fence.GONE;
            }
            state.reserve(message.counter());
            new OutgoingRows(sql, key).send(message, payload);
            new AuditRows(sql, key).down(message, "signed", "", clock.millis());
            return Fence.DONE;
        });
    }

    @Override
    public Fence use(CemKey key, long epoch, long counter) {
        return fenced(key, epoch, (sql, state) -> state.reserve(counter));
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
        return fenced(key, epoch, (sql, state) -> {
            long now = clock.millis();
            OutgoingRows messages = new OutgoingRows(sql, key);
            new AuditRows(sql, key).down(messages.waiting(counter), "settled", reason, now);
            messages.settle(counter, answer, now);
            state.configurationAnswered(configurationAnswered, outcome, reason);
            new OutboxRows(sql).settle(key, counter, outcome, reason);
        });
    }

    @Override
    public Fence giveUp(CemKey key, long epoch, long counter, String reason) {
        return fenced(key, epoch, (sql, state) -> {
            OutgoingRows messages = new OutgoingRows(sql, key);
            new AuditRows(sql, key).down(messages.waiting(counter), "settled", reason, clock.millis());
            messages.giveUp(counter);
            new OutboxRows(sql).settle(key, counter, PayloadState.IN_DOUBT, reason);
        });
    }

    @Override
    public List<OutgoingMessage> unanswered(CemKey key, long after, int most) {
        return database.read(sql -> new OutgoingRows(sql, key).unanswered(after, most));
    }

    @Override
    public Optional<Octets> settledBy(CemKey key, long counter) {
        return database.read(sql -> new OutgoingRows(sql, key).answer(counter));
    }

    @Override
    public void credentialAnswered(CemKey key, KeyIdentifier credential) {
        done(sql -> new StateRows(sql, key).credentialAnswered(credential));
    }

    @Override
    public int tunnelId(CemKey key, long counter) {
        return database.<Integer>transaction(sql -> {
            OutgoingRows messages = new OutgoingRows(sql, key);
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
    public OptionalLong inTunnel(CemKey key, int tunnelId) {
        return database.read(sql -> new OutgoingRows(sql, key).inTunnel(tunnelId));
    }

    @Override
    public int nextTunnelId(CemKey key) {
        return database.<Integer>transaction(sql -> new StateRows(sql, key).nextTunnelId());
    }

    @Override
    public List<BegunMessage> begun() {
        return database.read(sql -> AcceptedRows.begun(sql, node));
    }

    @Override
    public List<BegunMessage> begunByLost(long millis, int most) {
        return database.read(sql -> AcceptedRows.begunByLost(sql, node, millis, most));
    }

    @Override
    public void check() {
        database.check();
        done(sql -> new MetaRows(sql).checked(clock.millis()));
    }

    @Override
    public OptionalLong newestMillis() {
        return database.read(sql -> sql.one(
                        "SELECT MAX(at) AS at FROM (SELECT MAX(signed_at) AS at FROM outgoing"
                                + " UNION ALL SELECT MAX(accepted_at) FROM accepted) AS newest",
                        row -> CemRow.number(row, "at"))
                .orElse(OptionalLong.empty()));
    }

    @Override
    public QueueOutcome queue(CemKey key, NewPayload payload, QueueLimits limits) {
        return database.transaction(sql -> new Outbox(sql).queue(key, payload, limits));
    }

    @Override
    public List<PayloadRecord> unsent(CemKey key, int most) {
        return database.read(sql -> new OutboxRows(sql).unsent(key, most));
    }

    @Override
    public List<PayloadRecord> urgent(int most) {
        return database.read(sql -> new OutboxRows(sql).urgent(node, clock.millis() - Claim.DEAD_MILLIS, most));
    }

    @Override
    public Optional<Content> content(long number) {
        return database.read(sql -> new OutboxRows(sql).content(number));
    }

    @Override
    public Optional<PayloadRecord> payload(long number) {
        return database.read(sql -> new OutboxRows(sql).byNumber(number));
    }

    @Override
    public Optional<PayloadRecord> payload(CemKey key, long counter) {
        return database.read(sql -> new OutboxRows(sql).byCounter(key, counter));
    }

    @Override
    public void told(long number) {
        done(sql -> new OutboxRows(sql).told(number));
    }

    @Override
    public boolean withdraw(long number, String reason) {
        return database.<Boolean>transaction(
                sql -> new OutboxRows(sql).change(number, PayloadState.QUEUED, PayloadState.WITHDRAWN, reason));
    }

    @Override
    public List<PayloadRecord> expire(long nowMillis, int most) {
        return database.transaction(sql -> new Outbox(sql).expire(nowMillis, most));
    }

    @Override
    public List<CemKey> withUnsent() {
        return database.read(sql -> new OutboxRows(sql).withUnsent());
    }

    @Override
    public long unsentOctets() {
        return database.<Long>read(sql -> new OutboxRows(sql).unsentOctets());
    }

    @Override
    public List<PayloadRecord> deadLetters(long before, int most) {
        return database.read(sql -> new OutboxRows(sql).deadLetters(before, most));
    }

    @Override
    public Map<PayloadState, Long> payloadCounts() {
        return database.read(sql -> new OutboxRows(sql).counts());
    }

    @Override
    public DispatchCount countDispatch(CemKey key, DispatchChange change) {
        return database.transaction(sql -> new DispatchRows(sql, key).count(change));
    }

    @Override
    public Optional<String> dispatchList(CemKey key, String ven) {
        return database.read(sql -> new DispatchRows(sql, key).list(ven));
    }

    @Override
    public boolean hold(long number, String reason) {
        return database.<Boolean>transaction(
                sql -> new OutboxRows(sql).change(number, PayloadState.QUEUED, PayloadState.HELD, reason));
    }

    @Override
    public List<PayloadRecord> held(long before, int most) {
        return database.read(sql -> new OutboxRows(sql).held(before, most));
    }

    @Override
    public boolean release(long number) {
        return database.<Boolean>transaction(
                sql -> new OutboxRows(sql).decide(number, PayloadState.QUEUED, "released"));
    }

    @Override
    public List<HeldMessage> heldMessages(long before, int most) {
        return database.read(sql -> new HeldRows(sql).below(before, most));
    }

    @Override
    public long countHeldMessages() {
        return database.<Long>read(sql -> new HeldRows(sql).count());
    }

    @Override
    public Optional<Octets> decideHeldMessage(long number) {
        return database.transaction(sql -> new HeldRows(sql).decide(number));
    }

    @Override
    public void keepTraffic(List<TrafficCount> counts) {
        done(sql -> new TrafficRows(sql, node).keep(counts));
    }

    @Override
    public List<TrafficCount> traffic(long beginsMillis) {
        return database.read(sql -> new TrafficRows(sql, node).of(beginsMillis));
    }

    @Override
    public boolean drop(long number) {
        return database.<Boolean>transaction(
                sql -> new OutboxRows(sql).decide(number, PayloadState.WITHDRAWN, "dropped"));
    }

    @Override
    public long startMove(NewMove move) {
        return database.<Long>transaction(sql -> new MoveRows(sql).start(move));
    }

    @Override
    public List<Move> moves() {
        return database.read(sql -> new MoveRows(sql).all());
    }

    @Override
    public Optional<Move> move(long number) {
        return database.read(sql -> new MoveRows(sql).move(number));
    }

    @Override
    public boolean stopMove(long number) {
        return database.<Boolean>transaction(sql -> new MoveRows(sql).stop(number));
    }

    @Override
    public List<Long> openMoves() {
        return database.read(sql -> new MoveRows(sql).open());
    }

    @Override
    public List<CemKey> beginMoves(long number, long nowMillis, int most) {
        return database.transaction(sql -> new MoveRows(sql).begin(number, nowMillis, most));
    }

    @Override
    public List<CemKey> turnsHere(long afterMillis) {
        return database.read(sql -> new MoveRows(sql).turnsOf(node, afterMillis));
    }

    @Override
    public List<MovedCem> movedCems(long number, Optional<EntityIdentifier> after, int most) {
        return database.read(sql -> new MoveRows(sql).cems(number, after, most));
    }

    @Override
    public Optional<LinkConfiguration> moveTarget(CemKey key) {
        return database.read(sql -> new MoveRows(sql).target(key));
    }

    @Override
    public int prune(Retention retention, long nowMillis, int most) {
        synchronized (pruning) {
            return pruning.prune(retention, nowMillis, most);
        }
    }

    @Override
    public List<AuditRecord> audit(CemKey key, long number, int most) {
        return database.read(sql -> new AuditRows(sql, key).after(number, most));
    }

    @Override
    public List<Exchange> transcript(CemKey key, long fromMillis, long untilMillis, long number, int most) {
        return database.read(sql -> new AuditRows(sql, key).transcript(fromMillis, untilMillis, number, most));
    }

    @Override
    public void restored(DoubtSpan span) {
        done(sql -> {
            new MetaRows(sql).doubt(span);
            new OutboxRows(sql).restored();
            new HeldRows(sql).restored();
        });
    }

    @Override
    public Optional<DoubtSpan> doubt() {
        return database.read(sql -> new MetaRows(sql).doubt());
    }

    @Override
    public long nextSupplierCounter(EntityIdentifier supplier, long nowMillis) {
        return database.<Long>transaction(sql -> new SupplierRows(sql).next(supplier, nowMillis));
    }

    @Override
    public Map<CemKey, CemStatus> statuses() {
        return database.read(sql -> new StatusRows(sql).all());
    }

    @Override
    public boolean changeStatus(CemKey key, CemStatus status, long nowMillis) {
        return database.<Boolean>transaction(sql -> new StatusRows(sql).change(key, status, nowMillis));
    }

    @Override
    public void close() {
        database.close();
    }

    /** A change that is done only while the epoch is the caller's. */
    @FunctionalInterface
    private interface Change {
        void run(Sql sql, StateRows state) throws SQLException;
    }

    private Fence fenced(CemKey key, long epoch, Change change) {
        return database.transaction(sql -> {
            StateRows state = new StateRows(sql, key);
            Fence fence = state.fence(epoch);
            if (fence == Fence.DONE) {
                change.run(sql, state);
            }
            return fence;
        });
    }

    /** A change without an answer. */
    @FunctionalInterface
    private interface Deed {
        void run(Sql sql) throws SQLException;
    }

    private void done(Deed deed) {
        database.<Boolean>transaction(sql -> {
            deed.run(sql);
            return true;
        });
    }
}
