package uk.route2b.server.operator;

import java.time.Instant;
import java.util.List;
import uk.route2b.server.store.OutboxStore;
import uk.route2b.server.store.PayloadRecord;

/** Payloads that were neither delivered, nor replaced, nor taken back, the newest first. Safe for several threads. */
public final class DeadLetters {
    /** As many as one answer lists. */
    public static final int PAGE = 100;

    private final OutboxStore store;

    public DeadLetters(OutboxStore store) {
        this.store = store;
    }

    /**
     * A page of them.
     *
     * @param next what to give as {@code before} for the page after this one; empty text where this is the last
     */
    public record Page(List<Letter> deadLetters, String next) {}

    /**
     * One of them. Numbers that may be large are texts, because JSON numbers lose digits.
     *
     * @param counter under which it was signed; empty text if it never was
     * @param told whether its VTN was given a final answer
     */
    public record Letter(
            String number,
            String dsrsp,
            String cem,
            String ven,
            String kind,
            String state,
            String reason,
            String queued,
            String expires,
            String counter,
            int octets,
            boolean told) {
        static Letter of(PayloadRecord payload) {
            return new Letter(
                    Long.toString(payload.number()),
                    payload.key().dsrsp().toString(),
                    payload.key().cem().toString(),
                    payload.facts().ven(),
                    payload.facts().kind(),
                    payload.state().name(),
                    payload.reason(),
                    Instant.ofEpochMilli(payload.queuedMillis()).toString(),
                    payload.facts().expiresMillis().isPresent()
                            ? Instant.ofEpochMilli(
                                            payload.facts().expiresMillis().getAsLong())
                                    .toString()
                            : "",
                    payload.counter().isPresent()
                            ? Long.toUnsignedString(payload.counter().getAsLong())
                            : "",
                    payload.bodyOctets(),
                    payload.told());
        }
    }

    /**
     * Some of them.
     *
     * @param before only those with a lower number
     */
    public Page page(long before) {
        List<PayloadRecord> records = store.deadLetters(before, PAGE);
        String next = records.size() < PAGE
                ? ""
                : Long.toString(records.get(records.size() - 1).number());
        return new Page(records.stream().map(Letter::of).toList(), next);
    }
}
