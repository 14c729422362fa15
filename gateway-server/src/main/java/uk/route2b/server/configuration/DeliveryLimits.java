package uk.route2b.server.configuration;

import java.time.Duration;

/**
 * How much may wait or be under way. What is above is refused with a reason, and nothing of it is stored.
 *
 * @param queuedPayloads unsigned payloads of one CEM
 * @param queuedOctets of their bodies together
 * @param queuedOctetsInAll of the bodies of all CEMs
 * @param requestOctets of a CEM's requests that have no answer of their VTN yet
 * @param requestOctetsInAll of those of all CEMs
 * @param reconcile between two looks for what another node has queued or answered, and for what has expired
 * @param fallback what goes by route 2a
 */
public record DeliveryLimits(
        int queuedPayloads,
        long queuedOctets,
        long queuedOctetsInAll,
        long requestOctets,
        long requestOctetsInAll,
        Duration reconcile,
        FallbackPolicy fallback) {
    private static final long MEBI = 1024 * 1024;

    /** The same with the usual fallback. */
    public DeliveryLimits(
            int queuedPayloads,
            long queuedOctets,
            long queuedOctetsInAll,
            long requestOctets,
            long requestOctetsInAll,
            Duration reconcile) {
        this(
                queuedPayloads,
                queuedOctets,
                queuedOctetsInAll,
                requestOctets,
                requestOctetsInAll,
                reconcile,
                FallbackPolicy.DEFAULT);
    }

    /** 256 payloads and 16 MiB for a CEM, 1 GiB in all; 16 and 256 MiB of requests; every 5 s. */
    public static final DeliveryLimits DEFAULT =
            new DeliveryLimits(256, 16 * MEBI, 1024 * MEBI, 16 * MEBI, 256 * MEBI, Duration.ofSeconds(5));
}
