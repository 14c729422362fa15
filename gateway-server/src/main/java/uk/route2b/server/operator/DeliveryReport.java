package uk.route2b.server.operator;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.route2b.server.delivery.Delivery;
import uk.route2b.server.store.DoubtSpan;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.PayloadState;

/**
 * How delivery stands, over all CEMs.
 *
 * @param payloads how many payloads are in each state
 * @param deadLetters how many an operator should know of; {@code GET /deadletters} lists them
 * @param queuedOctets of payloads that wait unsigned, and the most there may be
 * @param requestOctets of requests that have no answer of their VTN yet, and the most there may be
 * @param lostAfter when the copy was made that this store was restored from; empty text where it never was. What
 *     happened from then to {@code lostUntil} is not known here
 */
public record DeliveryReport(
        Map<String, Long> payloads,
        long deadLetters,
        long queuedOctets,
        long queuedOctetsMost,
        long requestOctets,
        long requestOctetsMost,
        String lostAfter,
        String lostUntil) {
    static DeliveryReport of(GatewayStore store, Delivery delivery) {
        Map<String, Long> counts = new TreeMap<>();
        long dead = 0;
        for (Map.Entry<PayloadState, Long> each : store.payloadCounts().entrySet()) {
            counts.put(each.getKey().name(), each.getValue());
            dead += each.getKey().isDeadLetter() ? each.getValue() : 0;
        }
        Optional<DoubtSpan> lost = store.doubt();
        return new DeliveryReport(
                counts,
                dead,
                delivery.queueRoom().octets(),
                delivery.queueRoom().most(),
                delivery.requestOctets(),
                delivery.requestOctetsMost(),
                lost.map(span -> time(span.afterMillis())).orElse(""),
                lost.map(span -> time(span.untilMillis())).orElse(""));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
