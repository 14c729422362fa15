package uk.route2b.server.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.NewPayload;
import uk.route2b.server.store.OutboxStore;
import uk.route2b.server.store.PayloadFacts;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.store.QueueLimits;
import uk.route2b.server.store.QueueOutcome;
import uk.route2b.server.testing.MemoryTables.Payload;

/** The outbox of the model. */
final class MemoryOutbox implements OutboxStore {
    private final MemoryTables tables;

    MemoryOutbox(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public QueueOutcome queue(CemKey key, NewPayload payload, QueueLimits limits) {
        Octets digest = payload.content().body().sha256();
        Optional<PayloadRecord> same = records(record -> record.key().equals(key)
                        && isAmong(record, payload.facts())
                        && record.bodyDigest().equals(digest)
                        && mayBeJoined(record))
                .reduce((earlier, later) -> later);
        if (same.isPresent()) {
            return new QueueOutcome.Joined(same.get());
        }
        List<PayloadRecord> waiting = records(record ->
                        record.key().equals(key) && (record.state() == PayloadState.QUEUED || isHeldHere(record)))
                .toList();
        List<PayloadRecord> replaced = waiting.stream()
                .filter(record -> payload.facts().replaces() && isAmong(record, payload.facts()))
                .toList();
        int count = waiting.size() - replaced.size() + 1;
        long octets =
                octets(waiting) - octets(replaced) + payload.content().body().size();
        if (count > limits.payloads()) {
            return new QueueOutcome.Full("queue-payloads");
        }
        if (octets > limits.octets()) {
            return new QueueOutcome.Full("queue-octets");
        }
        replaced.stream()
                .filter(MemoryOutbox::isHeldHere)
                .forEach(record -> change(record, PayloadState.SUPERSEDED, "newer"));
        List<PayloadRecord> superseded = replaced.stream()
                .filter(record -> record.state() == PayloadState.QUEUED)
                .map(record -> change(record, PayloadState.SUPERSEDED, "newer"))
                .toList();
        return new QueueOutcome.Queued(add(key, payload, digest), superseded);
    }

    private PayloadRecord add(CemKey key, NewPayload payload, Octets digest) {
        long number = ++tables.lastPayload;
        PayloadRecord record = new PayloadRecord(
                number,
                key,
                payload.facts(),
                digest,
                payload.content().body().size(),
                payload.atMillis(),
                PayloadState.QUEUED,
                OptionalLong.empty(),
                "",
                false);
        tables.payloads.put(number, new Payload(record, payload.content()));
        return record;
    }

    private static boolean isAmong(PayloadRecord record, PayloadFacts facts) {
        return record.facts().kind().equals(facts.kind())
                && record.facts().ven().equals(facts.ven());
    }

    private static boolean mayBeJoined(PayloadRecord record) {
        boolean lapsed = record.state() == PayloadState.WITHDRAWN
                || record.state() == PayloadState.EXPIRED && record.counter().isEmpty();
        return !record.told() && !lapsed;
    }

    private static long octets(List<PayloadRecord> records) {
        return records.stream().mapToLong(PayloadRecord::bodyOctets).sum();
    }

    @Override
    public List<PayloadRecord> unsent(CemKey key, int most) {
        return records(record -> record.key().equals(key) && record.state() == PayloadState.QUEUED)
                .limit(most)
                .toList();
    }

    @Override
    public List<PayloadRecord> urgent(int most) {
        return records(record -> record.facts().urgent()
                        && (record.state() == PayloadState.QUEUED || record.state() == PayloadState.SENT))
                .sorted(Comparator.comparingLong((PayloadRecord record) ->
                                record.facts().expiresMillis().orElse(Long.MAX_VALUE))
                        .thenComparingLong(PayloadRecord::number))
                .limit(most)
                .toList();
    }

    @Override
    public Optional<Content> content(long number) {
        return Optional.ofNullable(tables.payloads.get(number)).flatMap(payload -> payload.content);
    }

    @Override
    public Optional<PayloadRecord> payload(long number) {
        return Optional.ofNullable(tables.payloads.get(number)).map(payload -> payload.record);
    }

    @Override
    public Optional<PayloadRecord> payload(CemKey key, long counter) {
        return records(record -> record.key().equals(key) && record.counter().equals(OptionalLong.of(counter)))
                .findFirst();
    }

    @Override
    public void told(long number) {
        Payload payload = tables.payloads.get(number);
        if (payload != null) {
            PayloadRecord before = payload.record;
            payload.record = with(before, before.state(), before.counter(), before.reason(), true);
        }
    }

    @Override
    public boolean withdraw(long number, String reason) {
        Optional<PayloadRecord> queued = payload(number).filter(record -> record.state() == PayloadState.QUEUED);
        queued.ifPresent(record -> change(record, PayloadState.WITHDRAWN, reason));
        return queued.isPresent();
    }

    @Override
    public List<PayloadRecord> expire(long nowMillis, int most) {
        List<PayloadRecord> late = records(
                        record -> record.facts().expiresMillis().isPresent()
                                && record.facts().expiresMillis().getAsLong() <= nowMillis
                                && (record.state() == PayloadState.QUEUED || record.state() == PayloadState.SENT))
                .limit(most)
                .toList();
        List<PayloadRecord> changed = new ArrayList<>();
        for (PayloadRecord record : late) {
            PayloadState after = record.state() == PayloadState.QUEUED ? PayloadState.EXPIRED : PayloadState.UNKNOWN;
            changed.add(change(record, after, "expired"));
        }
        return changed;
    }

    @Override
    public List<CemKey> withUnsent() {
        return records(record -> record.state() == PayloadState.QUEUED)
                .map(PayloadRecord::key)
                .distinct()
                .sorted(MemoryStore.BY_NAME)
                .toList();
    }

    @Override
    public long unsentOctets() {
        return octets(records(record -> record.state() == PayloadState.QUEUED).toList());
    }

    @Override
    public List<PayloadRecord> deadLetters(long before, int most) {
        return records(record -> record.number() < before && record.state().isDeadLetter())
                .sorted(Comparator.comparingLong(PayloadRecord::number).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public Map<PayloadState, Long> payloadCounts() {
        Map<PayloadState, Long> counts = new EnumMap<>(PayloadState.class);
        for (PayloadState state : PayloadState.values()) {
            counts.put(state, records(record -> record.state() == state).count());
        }
        return counts;
    }

    private static boolean isHeldHere(PayloadRecord record) {
        return record.state() == PayloadState.HELD && record.counter().isEmpty();
    }

    boolean hold(long number, String reason) {
        Optional<PayloadRecord> queued = payload(number).filter(record -> record.state() == PayloadState.QUEUED);
        queued.ifPresent(record -> change(record, PayloadState.HELD, reason));
        return queued.isPresent();
    }

    List<PayloadRecord> held(long before, int most) {
        return records(record -> record.number() < before && isHeldHere(record))
                .sorted(Comparator.comparingLong(PayloadRecord::number).reversed())
                .limit(most)
                .toList();
    }

    boolean decide(long number, PayloadState to, String reason) {
        Optional<PayloadRecord> held = payload(number)
                .filter(MemoryOutbox::isHeldHere)
                .filter(record -> content(number).isPresent());
        held.ifPresent(record -> change(record, to, reason));
        return held.isPresent();
    }

    /** Whether the payload with this number is queued for this CEM. */
    boolean isQueued(CemKey key, long number) {
        return payload(number)
                .filter(record ->
                        record.state() == PayloadState.QUEUED && record.key().equals(key))
                .isPresent();
    }

    void sent(long number, long counter) {
        Payload payload = Objects.requireNonNull(tables.payloads.get(number));
        PayloadRecord before = payload.record;
        payload.record = with(before, PayloadState.SENT, OptionalLong.of(counter), before.reason(), before.told());
    }

    /** What was signed under a counter and waits for its answer. */
    void settle(CemKey key, long counter, PayloadState outcome, String reason) {
        payload(key, counter)
                .filter(record -> record.state() == PayloadState.SENT || record.state() == PayloadState.UNKNOWN)
                .ifPresent(record -> change(record, outcome, reason));
    }

    /** What a lost store may have signed is not signed again. */
    void restored() {
        records(record -> record.state() == PayloadState.QUEUED).toList().forEach(record -> {
            change(record, PayloadState.IN_DOUBT, "restored");
            told(record.number());
        });
    }

    private PayloadRecord change(PayloadRecord before, PayloadState state, String reason) {
        PayloadRecord after = with(before, state, before.counter(), reason, before.told());
        Objects.requireNonNull(tables.payloads.get(before.number())).record = after;
        return after;
    }

    private static PayloadRecord with(
            PayloadRecord before, PayloadState state, OptionalLong counter, String reason, boolean told) {
        return new PayloadRecord(
                before.number(),
                before.key(),
                before.facts(),
                before.bodyDigest(),
                before.bodyOctets(),
                before.queuedMillis(),
                state,
                counter,
                reason,
                told);
    }

    private Stream<PayloadRecord> records(Predicate<PayloadRecord> wanted) {
        return tables.payloads.values().stream().map(payload -> payload.record).filter(wanted);
    }
}
