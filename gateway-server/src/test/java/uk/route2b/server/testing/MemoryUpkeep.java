package uk.route2b.server.testing;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AuditRecord;
import uk.route2b.server.store.DoubtSpan;
import uk.route2b.server.store.Exchange;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.Retention;
import uk.route2b.server.store.Upkeep;
import uk.route2b.server.testing.MemoryTables.Ours;
import uk.route2b.server.testing.MemoryTables.Taken;

/** The upkeep of the model. */
final class MemoryUpkeep implements Upkeep {
    private final MemoryTables tables;

    MemoryUpkeep(MemoryTables tables) {
        this.tables = tables;
    }

    /** All at once, whatever {@code most} is: only what is left in the end is part of the contract. */
    @Override
    public int prune(Retention retention, long nowMillis, int most) {
        long bodies = nowMillis - retention.bodies().toMillis();
        long headers = nowMillis - retention.headers().toMillis();
        int touched = 0;
        for (CemKey key : tables.accepted.keySet()) {
            touched += pruneAccepted(key, bodies, headers);
        }
        for (CemKey key : tables.outgoing.keySet()) {
            touched += pruneOutgoing(key, bodies, headers);
        }
        touched += prunePayloads(bodies, headers);
        int held = tables.held.size();
        tables.held.values().removeIf(message -> message.atMillis() < bodies);
        touched += held - tables.held.size();
        int before = tables.audit.size();
        tables.audit.removeIf(record -> record.atMillis() < headers);
        return touched + before - tables.audit.size();
    }

    private int pruneAccepted(CemKey key, long bodies, long headers) {
        int touched = 0;
        for (Taken taken : List.copyOf(tables.accepted(key).values())) {
            boolean done = taken.answered && !tables.isRemembered(key, taken.message.counter());
            if (done && taken.message.atMillis() < headers) {
                tables.accepted(key).remove(taken.message.counter());
                touched++;
            } else if (done && taken.message.atMillis() < bodies && taken.octetsKept) {
                taken.octetsKept = false;
                taken.answer = Optional.empty();
                touched++;
            }
        }
        return touched;
    }

    private int pruneOutgoing(CemKey key, long bodies, long headers) {
        OptionalLong lowest = tables.outgoing(key).values().stream()
                .filter(ours -> ours.unanswered)
                .mapToLong(ours -> ours.message.counter())
                .findFirst();
        int touched = 0;
        for (Ours ours : List.copyOf(tables.outgoing(key).values())) {
            long counter = ours.message.counter();
            boolean inWindow = lowest.isPresent() && Long.compareUnsigned(counter, lowest.getAsLong()) >= 0;
            if (!inWindow && ours.message.atMillis() < headers) {
                tables.outgoing(key).remove(counter);
                touched++;
            } else if (!ours.unanswered && ours.message.atMillis() < bodies && ours.octetsKept) {
                ours.octetsKept = false;
                ours.answer = Optional.empty();
                touched++;
            }
        }
        return touched;
    }

    private int prunePayloads(long bodies, long headers) {
        int touched = 0;
        for (var payload : List.copyOf(tables.payloads.values())) {
            if (payload.record.state().isOpen() || isNeeded(payload.record)) {
                continue;
            }
            if (payload.record.queuedMillis() < headers) {
                tables.payloads.remove(payload.record.number());
                touched++;
            } else if (payload.record.queuedMillis() < bodies && payload.content.isPresent()) {
                payload.content = Optional.empty();
                touched++;
            }
        }
        return touched;
    }

    /** The signed message around the payload is still kept. */
    private boolean isNeeded(PayloadRecord payload) {
        return payload.counter().isPresent()
                && Optional.ofNullable(tables.outgoing(payload.key())
                                .get(payload.counter().getAsLong()))
                        .map(ours -> ours.octetsKept)
                        .orElse(false);
    }

    @Override
    public List<AuditRecord> audit(CemKey key, long number, int most) {
        return tables.audit.stream()
                .filter(record -> record.key().equals(key) && record.number() > number)
                .limit(most)
                .toList();
    }

    @Override
    public List<Exchange> transcript(CemKey key, long fromMillis, long untilMillis, long number, int most) {
        return audit(key, number, Integer.MAX_VALUE).stream()
                .flatMap(record -> exchange(record).stream())
                .filter(exchange -> exchange.atMillis() >= fromMillis && exchange.atMillis() < untilMillis)
                .limit(most)
                .toList();
    }

    private Optional<Exchange> exchange(AuditRecord record) {
        return switch (record.verdict()) {
            case "accepted", "refused" ->
                Optional.ofNullable(tables.accepted(record.key()).get(record.counter()))
                        .map(taken -> exchange(record, taken));
            case "signed" ->
                Optional.ofNullable(tables.outgoing(record.key()).get(record.counter()))
                        .map(ours -> exchange(record, ours));
            default -> Optional.empty();
        };
    }

    private static Exchange exchange(AuditRecord record, Taken taken) {
        return new Exchange(
                record.number(),
                false,
                record.counter(),
                taken.message.code(),
                taken.message.atMillis(),
                taken.message.digest(),
                kept(taken.message.octets(), taken.octetsKept),
                taken.answered ? Exchange.End.ANSWERED : Exchange.End.OPEN,
                taken.answeredMillis,
                taken.answer,
                false);
    }

    private static Exchange exchange(AuditRecord record, Ours ours) {
        Exchange.End end = ours.givenUp ? Exchange.End.GIVEN_UP : Exchange.End.ANSWERED;
        return new Exchange(
                record.number(),
                true,
                record.counter(),
                ours.message.code().code(),
                ours.message.atMillis(),
                ours.message.digest(),
                kept(ours.message.octets(), ours.octetsKept),
                ours.unanswered ? Exchange.End.OPEN : end,
                ours.answeredMillis,
                ours.answer,
                ours.tunnelId.isPresent());
    }

    private static Optional<Octets> kept(Octets octets, boolean kept) {
        return kept ? Optional.of(octets) : Optional.empty();
    }

    @Override
    public void restored(DoubtSpan span) {
        tables.doubt = Optional.of(tables.doubt
                .map(before -> new DoubtSpan(
                        Math.min(before.afterMillis(), span.afterMillis()),
                        Math.max(before.untilMillis(), span.untilMillis())))
                .orElse(span));
        long until = tables.doubt.orElseThrow().untilMillis();
        tables.states.replaceAll((key, state) -> state.inDoubt(until) ? state : state.withDoubtUntil(until));
        tables.greeted.clear();
    }

    @Override
    public Optional<DoubtSpan> doubt() {
        return tables.doubt;
    }
}
