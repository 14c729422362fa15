package uk.route2b.server.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.message.Content;
import uk.route2b.server.register.CemKey;

/**
 * Payloads of VTNs on their way to CEMs: from the moment a VTN may be told "stored" to the moment its fate is known.
 * Each method is one transaction, as in {@link LinkStore}. Queueing is not fenced: any node may take a payload, and the
 * node that owns the session signs it.
 */
public interface OutboxStore {
    /**
     * Queues a payload behind those of the same CEM.
     *
     * <p>In this order: a payload of this CEM with the same facts' kind and VEN and the same body whose VTN was not
     * told its fate, and that was neither withdrawn nor expired unsent, is joined; unsent ones that it replaces are
     * superseded; then the limits hold for what waits and for this one.
     */
    QueueOutcome queue(CemKey key, NewPayload payload, QueueLimits limits);

    /** Unsent payloads of a CEM, the oldest first. */
    List<PayloadRecord> unsent(CemKey key, int most);

    /**
     * Urgent payloads that are queued or wait for their answer, of all CEMs that this node may claim to send by 2a
     * ({@link Claim#SEND}); what expires first, then the oldest first.
     */
    List<PayloadRecord> urgent(int most);

    /** What is to be signed for a payload; empty once its body has been pruned. */
    Optional<Content> content(long number);

    /** A payload by its number. */
    Optional<PayloadRecord> payload(long number);

    /** The payload that was signed under a counter. */
    Optional<PayloadRecord> payload(CemKey key, long counter);

    /** Its VTN has its final answer; the same octets pushed again are a new payload. */
    void told(long number);

    /** Takes back a payload that is not signed yet. False if it is not queued any more: then nothing has changed. */
    boolean withdraw(long number, String reason);

    /** Queued and late is {@code EXPIRED}, sent and late is {@code UNKNOWN}; returns those that have changed. */
    List<PayloadRecord> expire(long nowMillis, int most);

    /** CEMs that have unsent payloads. */
    List<CemKey> withUnsent();

    /** Octets of all unsent payloads. */
    long unsentOctets();

    /** Dead letters, the newest first, with numbers below {@code before}. */
    List<PayloadRecord> deadLetters(long before, int most);

    /** How many payloads are in each state. */
    Map<PayloadState, Long> payloadCounts();
}
