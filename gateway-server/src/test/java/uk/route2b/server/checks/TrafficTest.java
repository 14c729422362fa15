package uk.route2b.server.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.checks.anomaly.Anomalies;
import uk.route2b.server.checks.anomaly.TrafficKeeper;
import uk.route2b.server.configuration.AnomalyLimits;
import uk.route2b.server.configuration.Breach;
import uk.route2b.server.configuration.Threshold;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.TrafficCount;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.HandTimers;
import uk.route2b.server.testing.MemoryStore;
import uk.route2b.server.testing.OtherStore;

/** What is counted, stored and gone on with. */
class TrafficTest {
    private static final CemKey ONE = new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_1);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final long MANY = Long.MAX_VALUE;
    private static final Threshold UP = new Threshold(false, "up", "any", 5, 1_000, Breach.QUARANTINE);
    private static final Threshold FLEET_UP = new Threshold(true, "up", "any", MANY, MANY, Breach.QUARANTINE);
    private static final Threshold DOWN = new Threshold(false, "down", "any", 5, MANY, Breach.QUARANTINE);

    private final HandTimers timers = new HandTimers(Instant.parse("2026-11-23T12:00:00Z"));
    private final MemoryStore store = new MemoryStore("node", timers);

    private Anomalies anomalies() {
        Audit audit = new Audit() {
            @Override
            public void note(Verdict verdict) {
                // what is told is for AnomaliesTest
            }

            @Override
            public void stranger(String reason, String peer) {
                throw new AssertionError("nobody here is a stranger");
            }
        };
        return new Anomalies(new AnomalyLimits(WINDOW, true, List.of(UP, FLEET_UP, DOWN)), audit, timers);
    }

    @Test
    void whatHasChangedIsUnsavedOnce() {
        Anomalies anomalies = anomalies();
        anomalies.count(ONE, "up", "x", 300);
        assertThat(anomalies.unsaved())
                .extracting(TrafficCount::threshold, TrafficCount::count, TrafficCount::octets)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("cem up any", 1L, 300L),
                        org.assertj.core.groups.Tuple.tuple("fleet up any", 1L, 300L));
        assertThat(anomalies.unsaved()).isEmpty();
        anomalies.count(ONE, "up", "x", 1);
        assertThat(anomalies.unsaved()).hasSize(2);
    }

    @Test
    void anotherWindowBeginsWhateverIsAskedFirst() {
        Anomalies asked = anomalies();
        long begins = asked.beginsMillis();
        Anomalies counted = anomalies();
        counted.count(ONE, "up", "x", 1);
        timers.pass(WINDOW);
        assertThat(asked.beginsMillis()).isEqualTo(begins + WINDOW.toMillis());
        assertThat(counted.unsaved()).isEmpty();
    }

    @Test
    void onlyCountsOfThisWindowAndOfThatThresholdAreGoneOnWith() {
        Anomalies anomalies = anomalies();
        long begins = anomalies.beginsMillis();
        String scope = ONE.toString();
        anomalies.restore(List.of(
                new TrafficCount(scope, "cem up any", begins - WINDOW.toMillis(), 5, 1_000),
                new TrafficCount(scope, "cem down any", begins, 5, 0),
                new TrafficCount(scope, "cem sideways any", begins, 5, 0)));
        assertThat(anomalies.count(ONE, "up", "x", 1)).isEmpty();
        assertThat(anomalies.count(ONE, "down", "x", 1)).contains(Breach.QUARANTINE);
    }

    @Test
    void octetsAreGoneOnWith() {
        Anomalies anomalies = anomalies();
        anomalies.restore(List.of(new TrafficCount(ONE.toString(), "cem up any", anomalies.beginsMillis(), 1, 999)));
        assertThat(anomalies.count(ONE, "up", "x", 1)).isEmpty();
        assertThat(anomalies.count(ONE, "up", "x", 1)).contains(Breach.QUARANTINE);
    }

    @Test
    void countsAreStoredEveryTenSecondsUntilItIsClosed() {
        Anomalies anomalies = anomalies();
        TrafficKeeper keeper = new TrafficKeeper(anomalies, store, timers, Runnable::run).start();
        for (int round = 1; round <= 3; round++) {
            anomalies.count(ONE, "up", "x", 1);
            timers.pass(Duration.ofSeconds(10));
            assertThat(stored(anomalies)).isEqualTo(round);
        }
        anomalies.count(ONE, "up", "x", 1);
        keeper.close();
        assertThat(stored(anomalies)).isEqualTo(4);
        timers.pass(Duration.ofSeconds(10));
        assertThat(timers.waiting()).isZero();
    }

    /** Each of these once ended it for good, in silence. */
    @Test
    void whateverFailsItGoesOn() {
        Deque<RuntimeException> faults = new ArrayDeque<>(List.of(
                new IllegalStateException("a bug"),
                new StoreException("the disk is full", new IllegalStateException())));
        GatewayStore failing = OtherStore.with(new OtherStore.At() {
                    @Override
                    public void before(String method) {
                        if (method.equals("keepTraffic") && !faults.isEmpty()) {
                            throw faults.removeFirst();
                        }
                    }
                })
                .apply(store);
        AtomicBoolean worker = new AtomicBoolean();
        Executor workers = task -> {
            if (!worker.getAndSet(true)) {
                throw new RejectedExecutionException("no worker");
            }
            task.run();
        };
        Anomalies anomalies = anomalies();
        TrafficKeeper keeper = new TrafficKeeper(anomalies, failing, timers, workers).start();
        anomalies.count(ONE, "up", "x", 1);
        for (int round = 1; round <= 3; round++) {
            timers.pass(Duration.ofSeconds(10));
            assertThat(stored(anomalies)).isZero();
        }
        timers.pass(Duration.ofSeconds(10));
        assertThat(stored(anomalies)).isEqualTo(1);
        keeper.close();
    }

    /** Two steps of one sort have the same count, so one row of the store is both. */
    @Test
    void twoStepsOfOneSortAreGoneOnWithOnce() {
        Threshold first = new Threshold(false, "up", "any", 2, MANY, Breach.WARN);
        Threshold second = new Threshold(false, "up", "any", 4, MANY, Breach.CLOSE);
        AnomalyLimits limits = new AnomalyLimits(WINDOW, false, List.of(first, second));
        Anomalies before = new Anomalies(limits, Audit.NONE, timers);
        TrafficKeeper keeper = new TrafficKeeper(before, store, timers, Runnable::run).start();
        before.count(ONE, "up", "x", 1);
        before.count(ONE, "up", "x", 1);
        keeper.close();
        Anomalies after = new Anomalies(limits, Audit.NONE, timers);
        new TrafficKeeper(after, store, timers, Runnable::run).start();
        assertThat(after.count(ONE, "up", "x", 1)).contains(Breach.WARN);
        assertThat(after.count(ONE, "up", "x", 1)).contains(Breach.WARN);
        assertThat(after.count(ONE, "up", "x", 1)).contains(Breach.CLOSE);
    }

    private long stored(Anomalies anomalies) {
        return store.traffic(anomalies.beginsMillis()).stream()
                .filter(count -> count.threshold().equals("cem up any"))
                .mapToLong(TrafficCount::count)
                .sum();
    }
}
