package uk.route2b.server.configuration;

import java.time.Duration;
import java.util.List;

/**
 * The thresholds of anomaly detection.
 *
 * @param window how long is counted together; windows follow one another
 * @param learn whether the most that was seen is remembered, and thresholds are proposed from it
 */
public record AnomalyLimits(Duration window, boolean learn, List<Threshold> thresholds) {
    private static final long MEBI = 1024 * 1024;

    public AnomalyLimits {
        thresholds = List.copyOf(thresholds);
    }

    /** Ten minutes; generous, and told only: what is usual for a fleet only its operator knows. */
    public static final AnomalyLimits DEFAULT = new AnomalyLimits(
            Duration.ofMinutes(10),
            false,
            List.of(
                    new Threshold(false, "up", Threshold.ANY, 3_000, 64 * MEBI, Breach.WARN),
                    new Threshold(false, "down", Threshold.ANY, 1_000, 64 * MEBI, Breach.WARN),
                    new Threshold(false, Threshold.ANY, Threshold.CONNECT, 60, Long.MAX_VALUE, Breach.WARN),
                    new Threshold(false, Threshold.ANY, Threshold.REFUSAL, 60, Long.MAX_VALUE, Breach.WARN),
                    new Threshold(false, Threshold.ANY, Threshold.COUNTER_JUMP, 3, Long.MAX_VALUE, Breach.WARN)));
}
