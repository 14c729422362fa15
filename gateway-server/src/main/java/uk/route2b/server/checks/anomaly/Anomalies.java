package uk.route2b.server.checks.anomaly;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.configuration.AnomalyLimits;
import uk.route2b.server.configuration.Breach;
import uk.route2b.server.configuration.Threshold;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.TrafficCount;

/**
 * Counts traffic against thresholds in windows that follow one another. Held in memory is one count for each threshold
 * and CEM that was heard of in this window, and no more. Does not block; safe for use by several threads.
 */
public final class Anomalies {
    private static final Logger LOG = LoggerFactory.getLogger(Anomalies.class);

    private final AnomalyLimits limits;
    private final Audit audit;
    private final InstantSource clock;
    private final Observed observed;
    private final Map<Key, Sum> sums = new HashMap<>();
    private long begins;

    private record Key(String scope, Threshold threshold) {}

    /** What was counted so far, and whether it was told that it is too much. */
    private static final class Sum {
        private long count;
        private long octets;
        private boolean told;
        private boolean saved;
    }

    public Anomalies(AnomalyLimits limits, Audit audit, InstantSource clock) {
        this.limits = limits;
        this.audit = audit;
        this.clock = clock;
        this.observed = new Observed();
        this.begins = window();
    }

    private long window() {
        long length = limits.window().toMillis();
        return Math.floorDiv(clock.millis(), length) * length;
    }

    /**
     * Counts something of a CEM.
     *
     * @param direction {@code up} or {@code down}
     * @return what is to be done with it; empty if it is as usual. {@link Breach#WARN} has been told already
     */
    public synchronized Optional<Breach> count(CemKey key, String direction, String kind, long octets) {
        turn();
        Optional<Breach> worst = Optional.empty();
        for (Threshold threshold : limits.thresholds()) {
            if (threshold.isOf(direction, kind) && isTooMuch(key, threshold, octets)) {
                worst = worst.filter(known -> known.compareTo(threshold.breach()) >= 0)
                        .or(() -> Optional.of(threshold.breach()));
            }
        }
        if (limits.learn()) {
            observed.count(key, direction, kind, octets);
        }
        return worst;
    }

    private boolean isTooMuch(CemKey key, Threshold threshold, long octets) {
        Key of = new Key(threshold.fleet() ? "fleet of " + key.dsrsp() : key.toString(), threshold);
        Sum sum = sums.computeIfAbsent(of, ignored -> new Sum());
        sum.count++;
        sum.octets += octets;
        sum.saved = false;
        boolean tooMuch = sum.count > threshold.count() || sum.octets > threshold.octets();
        if (tooMuch && !sum.told) {
            sum.told = true;
            tell(key, of, sum);
        }
        return tooMuch;
    }

    /** Once in a window for each threshold and CEM. */
    private void tell(CemKey key, Key of, Sum sum) {
        Ruling ruling = of.threshold().breach() == Breach.WARN ? Ruling.WARNED : Ruling.HELD;
        audit.note(Verdict.of(Check.ANOMALY, ruling, "traffic", "threshold")
                .about(key)
                .with("threshold", of.threshold())
                .with("count", sum.count)
                .with("octets", sum.octets)
                .with("breach", of.threshold().breach().word()));
        LOG.warn("{} is above its threshold ({}): {} and {} octets", of.scope(), of.threshold(), sum.count, sum.octets);
    }

    private void turn() {
        long now = window();
        if (now > begins) {
            sums.clear();
            observed.turn();
            begins = now;
        }
    }

    /** What has changed since this was asked last, to be stored. */
    public synchronized List<TrafficCount> unsaved() {
        turn();
        List<TrafficCount> counts = new ArrayList<>();
        sums.forEach((key, sum) -> {
            if (!sum.saved) {
                sum.saved = true;
                counts.add(new TrafficCount(key.scope(), name(key.threshold()), begins, sum.count, sum.octets));
            }
        });
        return counts;
    }

    /** What {@link #unsaved} gave is not stored after all, so it gives it again, as it is then. */
    public synchronized void notSaved() {
        sums.values().forEach(sum -> sum.saved = false);
    }

    /** Goes on with what was counted in this window before a restart. */
    public synchronized void restore(List<TrafficCount> counts) {
        for (TrafficCount count : counts) {
            limits.thresholds().stream()
                    .filter(threshold ->
                            count.beginsMillis() == begins && name(threshold).equals(count.threshold()))
                    .forEach(threshold -> {
                        Sum sum = sums.computeIfAbsent(new Key(count.scope(), threshold), ignored -> new Sum());
                        sum.count += count.count();
                        sum.octets += count.octets();
                    });
        }
    }

    /** Where the window that it is begins. */
    public synchronized long beginsMillis() {
        turn();
        return begins;
    }

    /** Thresholds that what was seen so far would stay below; none unless it is learning. */
    public synchronized List<Threshold> proposal() {
        turn();
        return observed.proposal();
    }

    private static String name(Threshold threshold) {
        return (threshold.fleet() ? "fleet " : "cem ") + threshold.direction() + " " + threshold.kind();
    }
}
