package uk.route2b.server.testing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.LongStream;
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
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.TrafficCount;
import uk.route2b.server.testing.MemoryTables.Ours;
import uk.route2b.server.testing.MemoryTables.Taken;

/** The model of a store: maps, and the values of the contract as they are. It can be told to fail. */
public final class MemoryStore implements GatewayStore {
    static final Comparator<CemKey> BY_NAME = Comparator.comparing(
                    (CemKey key) -> key.dsrsp().toString())
            .thenComparing(key -> key.cem().toString());

    private final MemoryTables tables;
    private final MemoryOutbox outbox;
    private final MemoryUpkeep upkeep;
    private final MemoryMoves moves;
    private final MemoryDispatch dispatch;
    private final MemoryHeld held;
    private final String node;
    private final InstantSource clock;
    private boolean failing;

    public MemoryStore() {
        this("gateway", InstantSource.system());
    }

    /** @param node who begins messages here */
    public MemoryStore(String node, InstantSource clock) {
        this(new MemoryTables(), node, clock);
    }

    private MemoryStore(MemoryTables tables, String node, InstantSource clock) {
        this.tables = tables;
        this.outbox = new MemoryOutbox(tables);
        this.upkeep = new MemoryUpkeep(tables);
        this.moves = new MemoryMoves(tables);
        this.dispatch = new MemoryDispatch(tables);
        this.held = new MemoryHeld(tables);
        this.node = node;
        this.clock = clock;
    }

    /** The same contents as another node sees them. */
    public MemoryStore as(String otherNode) {
        return new MemoryStore(tables, otherNode, clock);
    }

    /** From now on everything fails, or works again. */
    public void fail(boolean fails) {
        synchronized (tables) {
            failing = fails;
        }
    }

    private <T> T working(Supplier<T> work) {
        synchronized (tables) {
            check();
            return work.get();
        }
    }

    @Override
    public CemState load(CemKey key) {
        return working(() -> tables.state(key));
    }

    @Override
    public Optional<CemState> greet(CemKey key, Greeting greeting) {
        return working(() -> {
            CemState before = load(key);
            if (Long.compareUnsigned(greeting.counter(), before.received().highestLinkControl()) <= 0) {
                return Optional.empty();
            }
            CemState after = new CemState(
                    before.epoch() + 1,
                    before.sent().raiseAbove(greeting.accepted()),
                    before.received().raiseFloor(greeting.floor()).acceptLinkControl(greeting.counter()),
                    before.configuration().greeted(greeting.configuration()),
                    Optional.of(greeting.signer()),
                    Optional.empty(),
                    Optional.of(greeting.certificate()),
                    isFirstSinceRestore(key) ? greeting.counter() - 1 : before.doubtUntil());
            tables.greeted.add(key);
            tables.states.put(key, after);
            tables.owners.put(key, new MemoryTables.Owner(node, true));
            return Optional.of(after);
        });
    }

    @Override
    public Optional<CemState> claim(CemKey key, Claim purpose) {
        return working(() -> {
            CemState before = load(key);
            boolean free = purpose == Claim.TAKE && isUnlinked(key);
            if (isOfAnother(key) && !free) {
                tables.states.put(key, before);
                return Optional.empty();
            }
            CemState after = before.withEpoch(before.epoch() + 1);
            tables.owners.put(key, new MemoryTables.Owner(node, false));
            tables.states.put(key, after);
            return Optional.of(after);
        });
    }

    /** Whose owner is another node, which lives. */
    private boolean isOfAnother(CemKey key) {
        MemoryTables.Owner owner = tables.owners.get(key);
        return owner != null && !owner.node().equals(node) && isAlive(owner.node());
    }

    private boolean isUnlinked(CemKey key) {
        MemoryTables.Owner owner = tables.owners.get(key);
        return owner != null && !owner.linked();
    }

    private boolean isAlive(String other) {
        Long seen = tables.nodes.get(other);
        return seen != null && seen > clock.millis() - Claim.DEAD_MILLIS;
    }

    @Override
    public Fence release(CemKey key, long epoch) {
        return fenced(key, epoch, before -> {
            tables.owners.computeIfPresent(key, (whose, owner) -> new MemoryTables.Owner(owner.node(), false));
            return Fence.DONE;
        });
    }

    @Override
    public void noLinks() {
        working(() -> {
            tables.owners.replaceAll(
                    (key, owner) -> owner.node().equals(node) ? new MemoryTables.Owner(node, false) : owner);
            return true;
        });
    }

    @Override
    public void alive() {
        working(() -> tables.nodes.put(node, clock.millis()) == null);
    }

    private boolean isFirstSinceRestore(CemKey key) {
        return tables.doubt.isPresent() && !tables.greeted.contains(key);
    }

    @Override
    public Fence accept(CemKey key, long epoch, AcceptedMessage message) {
        return take(key, epoch, message, Optional.empty(), "");
    }

    @Override
    public Fence acceptAnswered(CemKey key, long epoch, AcceptedMessage message, Octets answer, String reason) {
        return take(key, epoch, message, Optional.of(answer), reason);
    }

    @Override
    public Fence acceptHeld(
            CemKey key, long epoch, AcceptedMessage message, Octets answer, String reason, String kind) {
        return working(() -> {
            Fence fence = take(key, epoch, message, Optional.of(answer), reason);
            if (fence == Fence.DONE) {
                held.add(key, message, reason, kind);
            }
            return fence;
        });
    }

    private Fence take(CemKey key, long epoch, AcceptedMessage message, Optional<Octets> answer, String reason) {
        return fenced(key, epoch, before -> {
            var received = before.received().accept(message.counter(), message.digest());
            if (tables.accepted(key).containsKey(message.counter())) {
                throw new IllegalStateException("accepted twice");
            }
            Taken taken = new Taken(message, node, answer);
            taken.answeredMillis = answer.isPresent() ? OptionalLong.of(clock.millis()) : OptionalLong.empty();
            tables.accepted(key).put(message.counter(), taken);
            tables.states.put(
                    key,
                    before.withReceived(
                            answer.isPresent() ? received.answered(message.counter(), Octets.EMPTY) : received));
            audit(
                    key,
                    "up",
                    message.code().toString(),
                    message.counter(),
                    message.digest(),
                    reason.isEmpty() ? "accepted" : "refused",
                    reason);
            return Fence.DONE;
        });
    }

    @Override
    public boolean answer(CemKey key, long counter, Octets answer) {
        return working(() -> {
            CemState before = load(key);
            Taken taken = tables.accepted(key).get(counter);
            if (taken == null) {
                throw new IllegalStateException("nothing to answer");
            }
            if (taken.answered) {
                return false;
            }
            taken.answered = true;
            taken.answeredMillis = OptionalLong.of(clock.millis());
            taken.answer = Optional.of(answer);
            if (before.received().memory().find(counter).isPresent()) {
                tables.states.put(key, before.withReceived(before.received().answered(counter, Octets.EMPTY)));
            }
            return true;
        });
    }

    @Override
    public Optional<Octets> answer(CemKey key, long counter) {
        return working(
                () -> Optional.ofNullable(tables.accepted(key).get(counter)).flatMap(taken -> taken.answer));
    }

    @Override
    public Fence note(CemKey key, long epoch, long counter, ConfigurationReport report) {
        return fenced(key, epoch, before -> {
            tables.states.put(
                    key,
                    before.withReceived(before.received().acceptLinkControl(counter))
                            .with(before.configuration().after(report)));
            return Fence.DONE;
        });
    }

    @Override
    public Fence reserve(CemKey key, long epoch, OutgoingMessage message, OptionalLong payload) {
        return fenced(key, epoch, before -> {
            if (payload.isPresent() && !outbox.isQueued(key, payload.getAsLong())) {
                return Fence.GONE;
            }
            tables.states.put(
                    key, before.withSent(rising(before, message.counter()).signed(message.counter())));
            tables.outgoing(key).put(message.counter(), new Ours(message));
            payload.ifPresent(number -> outbox.sent(number, message.counter()));
            audit(key, message, "signed", "");
            return Fence.DONE;
        });
    }

    @Override
    public Fence use(CemKey key, long epoch, long counter) {
        return fenced(key, epoch, before -> {
            tables.states.put(key, before.withSent(rising(before, counter).used(counter)));
            return Fence.DONE;
        });
    }

    private static uk.route2b.protocol.message.SenderState rising(CemState before, long counter) {
        if (Long.compareUnsigned(counter, before.sent().last()) <= 0) {
            throw new IllegalStateException("a counter was to be used again");
        }
        return before.sent();
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
        return fenced(key, epoch, before -> {
            Ours ours = waiting(key, counter);
            ours.unanswered = false;
            ours.answer = Optional.of(answer);
            ours.answeredMillis = OptionalLong.of(clock.millis());
            tables.states.put(
                    key,
                    before.withSent(before.sent().settled(counter))
                            .with(before.configuration().answeredBy(configurationAnswered, outcome, reason)));
            outbox.settle(key, counter, outcome, reason);
            audit(key, ours.message, "settled", reason);
            return Fence.DONE;
        });
    }

    @Override
    public Fence giveUp(CemKey key, long epoch, long counter, String reason) {
        return fenced(key, epoch, before -> {
            Ours ours = waiting(key, counter);
            ours.unanswered = false;
            ours.givenUp = true;
            tables.states.put(key, before.withSent(before.sent().settled(counter)));
            outbox.settle(key, counter, PayloadState.IN_DOUBT, reason);
            audit(key, ours.message, "settled", reason);
            return Fence.DONE;
        });
    }

    private Ours waiting(CemKey key, long counter) {
        Ours ours = tables.outgoing(key).get(counter);
        if (ours == null || !ours.unanswered) {
            throw new IllegalStateException("nothing waits for this answer");
        }
        return ours;
    }

    @Override
    public List<OutgoingMessage> unanswered(CemKey key, long after, int most) {
        return working(() -> tables.outgoing(key).tailMap(after, false).values().stream()
                .filter(ours -> ours.unanswered)
                .map(ours -> ours.message)
                .limit(most)
                .toList());
    }

    @Override
    public Optional<Octets> settledBy(CemKey key, long counter) {
        return working(
                () -> Optional.ofNullable(tables.outgoing(key).get(counter)).flatMap(ours -> ours.answer));
    }

    @Override
    public void credentialAnswered(CemKey key, KeyIdentifier credential) {
        working(() -> tables.states.put(key, load(key).withCredentialAnswered(credential)));
    }

    @Override
    public long startMove(NewMove move) {
        return working(() -> moves.start(move));
    }

    @Override
    public List<Move> moves() {
        return working(moves::all);
    }

    @Override
    public Optional<Move> move(long number) {
        return working(() -> moves.move(number));
    }

    @Override
    public boolean stopMove(long number) {
        return working(() -> moves.stop(number));
    }

    @Override
    public List<Long> openMoves() {
        return working(moves::open);
    }

    @Override
    public List<CemKey> beginMoves(long number, long nowMillis, int most) {
        return working(() -> moves.begin(number, nowMillis, most));
    }

    @Override
    public List<CemKey> turnsHere(long afterMillis) {
        return working(() -> moves.turnsOf(node, afterMillis));
    }

    @Override
    public List<MovedCem> movedCems(long number, Optional<EntityIdentifier> after, int most) {
        return working(() -> moves.cems(number, after, most));
    }

    @Override
    public Optional<LinkConfiguration> moveTarget(CemKey key) {
        return working(() -> moves.target(key));
    }

    @Override
    public int tunnelId(CemKey key, long counter) {
        return working(() -> {
            Ours ours = tables.outgoing(key).get(counter);
            if (ours == null) {
                throw new IllegalStateException("no such message");
            }
            if (ours.tunnelId.isEmpty()) {
                ours.tunnelId = OptionalInt.of(nextTunnelId(key));
            }
            return ours.tunnelId.getAsInt();
        });
    }

    @Override
    public OptionalLong inTunnel(CemKey key, int tunnelId) {
        return working(() -> tables.outgoing(key).descendingMap().values().stream()
                .filter(ours -> ours.unanswered && ours.tunnelId.equals(OptionalInt.of(tunnelId)))
                .mapToLong(ours -> ours.message.counter())
                .findFirst());
    }

    @Override
    public int nextTunnelId(CemKey key) {
        return working(() -> tables.tunnelIds.merge(key, 0, (last, ignored) -> (last + 1) % 256));
    }

    @Override
    public List<BegunMessage> begun() {
        return working(() -> begunBy(node::equals));
    }

    @Override
    public List<BegunMessage> begunByLost(long millis, int most) {
        return working(() ->
                begunBy(other -> !other.equals(node) && tables.nodes.getOrDefault(other, Long.MIN_VALUE) <= millis)
                        .stream()
                        .limit(most)
                        .toList());
    }

    private List<BegunMessage> begunBy(Predicate<String> nodes) {
        List<BegunMessage> begun = new ArrayList<>();
        tables.accepted.keySet().stream()
                .sorted(BY_NAME)
                .forEach(key -> tables.accepted(key).values().stream()
                        .filter(taken -> !taken.answered && nodes.test(taken.node))
                        .forEach(taken ->
                                begun.add(new BegunMessage(key, taken.message.counter(), taken.message.octets()))));
        return begun;
    }

    @Override
    public void check() {
        synchronized (tables) {
            if (failing) {
                throw new StoreException("the test wants it so", new IllegalStateException("test"));
            }
        }
    }

    @Override
    public OptionalLong newestMillis() {
        return working(() -> LongStream.concat(
                        tables.accepted.values().stream()
                                .flatMap(messages -> messages.values().stream())
                                .mapToLong(taken -> taken.message.atMillis()),
                        tables.outgoing.values().stream()
                                .flatMap(messages -> messages.values().stream())
                                .mapToLong(ours -> ours.message.atMillis()))
                .max());
    }

    @Override
    public void close() {}

    private interface Change {
        Fence run(CemState before);
    }

    private Fence fenced(CemKey key, long epoch, Change change) {
        return working(() -> {
            CemState before = load(key);
            return before.epoch() == epoch ? change.run(before) : Fence.STALE;
        });
    }

    private void audit(CemKey key, OutgoingMessage message, String verdict, String reason) {
        audit(key, "down", message.code().code().toString(), message.counter(), message.digest(), verdict, reason);
    }

    private void audit(
            CemKey key, String direction, String code, long counter, Octets digest, String verdict, String reason) {
        tables.audit.add(new AuditRecord(
                ++tables.lastAudit, clock.millis(), key, direction, code, counter, digest, verdict, reason));
    }

    @Override
    public QueueOutcome queue(CemKey key, NewPayload payload, QueueLimits limits) {
        return working(() -> outbox.queue(key, payload, limits));
    }

    @Override
    public List<PayloadRecord> unsent(CemKey key, int most) {
        return working(() -> outbox.unsent(key, most));
    }

    @Override
    public List<PayloadRecord> urgent(int most) {
        return working(() -> outbox.urgent(Integer.MAX_VALUE).stream()
                .filter(payload -> !isOfAnother(payload.key()))
                .limit(most)
                .toList());
    }

    @Override
    public Optional<Content> content(long number) {
        return working(() -> outbox.content(number));
    }

    @Override
    public Optional<PayloadRecord> payload(long number) {
        return working(() -> outbox.payload(number));
    }

    @Override
    public Optional<PayloadRecord> payload(CemKey key, long counter) {
        return working(() -> outbox.payload(key, counter));
    }

    @Override
    public void told(long number) {
        working(() -> {
            outbox.told(number);
            return true;
        });
    }

    @Override
    public boolean withdraw(long number, String reason) {
        return working(() -> outbox.withdraw(number, reason));
    }

    @Override
    public List<PayloadRecord> expire(long nowMillis, int most) {
        return working(() -> outbox.expire(nowMillis, most));
    }

    @Override
    public List<CemKey> withUnsent() {
        return working(outbox::withUnsent);
    }

    @Override
    public long unsentOctets() {
        return working(outbox::unsentOctets);
    }

    @Override
    public List<PayloadRecord> deadLetters(long before, int most) {
        return working(() -> outbox.deadLetters(before, most));
    }

    @Override
    public Map<PayloadState, Long> payloadCounts() {
        return working(outbox::payloadCounts);
    }

    @Override
    public int prune(Retention retention, long nowMillis, int most) {
        return working(() -> dispatch.prune(nowMillis) + upkeep.prune(retention, nowMillis, most));
    }

    @Override
    public List<AuditRecord> audit(CemKey key, long number, int most) {
        return working(() -> upkeep.audit(key, number, most));
    }

    @Override
    public List<Exchange> transcript(CemKey key, long fromMillis, long untilMillis, long number, int most) {
        return working(() -> upkeep.transcript(key, fromMillis, untilMillis, number, most));
    }

    @Override
    public void restored(DoubtSpan span) {
        working(() -> {
            upkeep.restored(span);
            outbox.restored();
            tables.held.clear();
            return true;
        });
    }

    @Override
    public DispatchCount countDispatch(CemKey key, DispatchChange change) {
        return working(() -> dispatch.count(key, change));
    }

    @Override
    public Optional<String> dispatchList(CemKey key, String ven) {
        return working(() -> dispatch.list(key, ven));
    }

    @Override
    public boolean hold(long number, String reason) {
        return working(() -> outbox.hold(number, reason));
    }

    @Override
    public List<PayloadRecord> held(long before, int most) {
        return working(() -> outbox.held(before, most));
    }

    @Override
    public boolean release(long number) {
        return working(() -> outbox.decide(number, PayloadState.QUEUED, "released"));
    }

    @Override
    public List<HeldMessage> heldMessages(long before, int most) {
        return working(() -> held.below(before, most));
    }

    @Override
    public long countHeldMessages() {
        return working(
                () -> (long) held.below(Long.MAX_VALUE, Integer.MAX_VALUE).size());
    }

    @Override
    public Optional<Octets> decideHeldMessage(long number) {
        return working(() -> held.decide(number));
    }

    @Override
    public void keepTraffic(List<TrafficCount> counts) {
        working(() -> {
            long newest =
                    counts.stream().mapToLong(TrafficCount::beginsMillis).max().orElse(Long.MIN_VALUE);
            tables.traffic
                    .entrySet()
                    .removeIf(entry -> entry.getKey().get(0).equals(node)
                            && entry.getValue().beginsMillis() < newest);
            counts.stream()
                    .filter(count -> count.beginsMillis() == newest)
                    .forEach(count -> tables.traffic.put(List.of(node, count.scope(), count.threshold()), count));
            return true;
        });
    }

    @Override
    public List<TrafficCount> traffic(long beginsMillis) {
        return working(() -> tables.traffic.entrySet().stream()
                .filter(entry -> entry.getKey().get(0).equals(node))
                .map(java.util.Map.Entry::getValue)
                .filter(count -> count.beginsMillis() == beginsMillis)
                .toList());
    }

    @Override
    public boolean drop(long number) {
        return working(() -> outbox.decide(number, PayloadState.WITHDRAWN, "dropped"));
    }

    @Override
    public long nextSupplierCounter(EntityIdentifier supplier, long nowMillis) {
        return working(
                () -> tables.supplierCounters.merge(supplier, nowMillis, (last, now) -> Math.max(last + 1, now)));
    }

    @Override
    public Map<CemKey, CemStatus> statuses() {
        return working(() -> Map.copyOf(tables.statuses));
    }

    @Override
    public boolean changeStatus(CemKey key, CemStatus status, long nowMillis) {
        return working(() ->
                tables.statuses.merge(key, status, (before, after) -> before == CemStatus.REVOKED ? before : after)
                        == status);
    }

    @Override
    public Optional<DoubtSpan> doubt() {
        return working(upkeep::doubt);
    }
}
