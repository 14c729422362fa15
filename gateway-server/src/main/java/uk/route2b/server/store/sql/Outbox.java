package uk.route2b.server.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.NewPayload;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.store.QueueLimits;
import uk.route2b.server.store.QueueOutcome;

/** What queueing and expiry do in one transaction. */
final class Outbox {
    private final Sql sql;
    private final OutboxRows rows;

    Outbox(Sql sql) {
        this.sql = sql;
        this.rows = new OutboxRows(sql);
    }

    QueueOutcome queue(CemKey key, NewPayload payload, QueueLimits limits) throws SQLException {
        new StateRows(sql, key).hold();
        Octets digest = payload.content().body().sha256();
        Optional<PayloadRecord> same = rows.untold(key, payload.facts(), digest);
        if (same.isPresent()) {
            return new QueueOutcome.Joined(same.get());
        }
        List<PayloadRecord> waiting = rows.waiting(key);
        List<PayloadRecord> replaced =
                waiting.stream().filter(older -> isReplaced(older, payload)).toList();
        Optional<String> full = full(waiting, replaced, payload, limits);
        if (full.isPresent()) {
            return new QueueOutcome.Full(full.get());
        }
        List<PayloadRecord> superseded = new ArrayList<>();
        for (PayloadRecord older : replaced) {
            rows.change(older.number(), older.state(), PayloadState.SUPERSEDED, "newer");
            if (older.state() == PayloadState.QUEUED) {
                superseded.add(changed(older, PayloadState.SUPERSEDED, "newer"));
            }
        }
        return new QueueOutcome.Queued(add(key, payload, digest), superseded);
    }

    private static boolean isReplaced(PayloadRecord older, NewPayload payload) {
        return payload.facts().replaces()
                && older.facts().kind().equals(payload.facts().kind())
                && older.facts().ven().equals(payload.facts().ven());
    }

    private static Optional<String> full(
            List<PayloadRecord> waiting, List<PayloadRecord> replaced, NewPayload payload, QueueLimits limits) {
        if (waiting.size() - replaced.size() + 1 > limits.payloads()) {
            return Optional.of("queue-payloads");
        }
        long octets =
                octets(waiting) - octets(replaced) + payload.content().body().size();
        return octets > limits.octets() ? Optional.of("queue-octets") : Optional.empty();
    }

    private static long octets(List<PayloadRecord> payloads) {
        return payloads.stream().mapToLong(PayloadRecord::bodyOctets).sum();
    }

    private PayloadRecord add(CemKey key, NewPayload payload, Octets digest) throws SQLException {
        new BodyRows(sql).keep(digest, payload.content().body());
        long number = rows.add(key, payload.facts(), payload.content(), digest, payload.atMillis());
        return new PayloadRecord(
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
    }

    List<PayloadRecord> expire(long nowMillis, int most) throws SQLException {
        List<PayloadRecord> expired = new ArrayList<>();
        for (PayloadRecord late : rows.late(nowMillis, most)) {
            PayloadState after = late.state() == PayloadState.QUEUED ? PayloadState.EXPIRED : PayloadState.UNKNOWN;
            rows.change(late.number(), late.state(), after, "expired");
            expired.add(changed(late, after, "expired"));
        }
        return expired;
    }

    private static PayloadRecord changed(PayloadRecord before, PayloadState state, String reason) {
        return new PayloadRecord(
                before.number(),
                before.key(),
                before.facts(),
                before.bodyDigest(),
                before.bodyOctets(),
                before.queuedMillis(),
                state,
                before.counter(),
                reason,
                before.told());
    }
}
