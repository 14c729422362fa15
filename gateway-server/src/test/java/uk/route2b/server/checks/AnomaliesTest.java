package uk.route2b.server.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.checks.anomaly.Anomalies;
import uk.route2b.server.checks.anomaly.TrafficKeeper;
import uk.route2b.server.configuration.AnomalyLimits;
import uk.route2b.server.configuration.Breach;
import uk.route2b.server.configuration.Threshold;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.HandTimers;
import uk.route2b.server.testing.MemoryStore;

/** How much is usual, per CEM and for the fleet, by kind and direction. */
class AnomaliesTest {
    private static final CemKey ONE = new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_1);
    private static final CemKey TWO = new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_2);
    private static final long MANY = Long.MAX_VALUE;

    private final HandTimers timers = new HandTimers(Instant.parse("2026-11-23T12:00:00Z"));
    private final List<Verdict> verdicts = new ArrayList<>();

    private Anomalies anomalies(boolean learn, Threshold... thresholds) {
        Audit audit = new Audit() {
            @Override
            public void note(Verdict verdict) {
                verdicts.add(verdict);
            }

            @Override
            public void stranger(String reason, String peer) {
                throw new AssertionError("nobody here is a stranger");
            }
        };
        return new Anomalies(new AnomalyLimits(Duration.ofMinutes(10), learn, List.of(thresholds)), audit, timers);
    }

    private static Threshold each(String direction, String kind, long count, long octets, Breach breach) {
        return new Threshold(false, direction, kind, count, octets, breach);
    }

    @Test
    void whatIsAboveTheCountIsABreachAndToldOnceInAWindow() {
        Anomalies anomalies = anomalies(false, each("up", "oadrPoll", 2, MANY, Breach.QUARANTINE));

        assertThat(anomalies.count(ONE, "up", "oadrPoll", 1)).isEmpty();
        assertThat(anomalies.count(ONE, "up", "oadrPoll", 1)).isEmpty();
        assertThat(anomalies.count(ONE, "up", "oadrPoll", 1)).contains(Breach.QUARANTINE);
        assertThat(anomalies.count(ONE, "up", "oadrPoll", 1)).contains(Breach.QUARANTINE);
        assertThat(anomalies.count(TWO, "up", "oadrPoll", 1)).isEmpty();
        assertThat(anomalies.count(ONE, "down", "oadrPoll", 1)).isEmpty();
        assertThat(anomalies.count(ONE, "up", "oadrCreatedEvent", 1)).isEmpty();
        assertThat(verdicts)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.ruling()).isEqualTo(Ruling.HELD));

        timers.pass(Duration.ofMinutes(10));
        assertThat(anomalies.count(ONE, "up", "oadrPoll", 1)).isEmpty();
    }

    @Test
    void octetsAreCountedAndTheHardestBreachHolds() {
        Anomalies anomalies = anomalies(
                false, each("any", "any", MANY, 100, Breach.WARN), each("up", "any", MANY, 200, Breach.CLOSE));

        assertThat(anomalies.count(ONE, "up", "x", 100)).isEmpty();
        assertThat(anomalies.count(ONE, "up", "x", 100)).contains(Breach.WARN);
        assertThat(anomalies.count(ONE, "up", "x", 1)).contains(Breach.CLOSE);
        assertThat(anomalies.count(ONE, "down", "x", 1)).contains(Breach.WARN);
    }

    @Test
    void theFleetIsCountedTogether() {
        Anomalies anomalies = anomalies(false, new Threshold(true, "down", "any", 1, MANY, Breach.QUARANTINE));

        assertThat(anomalies.count(ONE, "down", "x", 1)).isEmpty();
        assertThat(anomalies.count(TWO, "down", "x", 1)).contains(Breach.QUARANTINE);
        CemKey elsewhere = new CemKey(EntityIdentifier.parse("90-B3-D5-1F-30-01-00-99"), DemoFiles.CEM_2);
        assertThat(anomalies.count(elsewhere, "down", "x", 1)).isEmpty();
    }

    @Test
    void connectsRefusalsAndJumpsAreNoMessages() {
        Anomalies anomalies = anomalies(
                false, each("any", "any", 0, MANY, Breach.CLOSE), each("any", Threshold.CONNECT, 1, MANY, Breach.WARN));

        assertThat(anomalies.count(ONE, "up", Threshold.REFUSAL, 0)).isEmpty();
        assertThat(anomalies.count(ONE, "up", Threshold.COUNTER_JUMP, 0)).isEmpty();
        assertThat(anomalies.count(ONE, "up", Threshold.CONNECT, 0)).isEmpty();
        assertThat(anomalies.count(ONE, "up", Threshold.CONNECT, 0)).contains(Breach.WARN);
    }

    @Test
    void aWindowSurvivesARestart() {
        Threshold threshold = each("up", "any", 2, MANY, Breach.QUARANTINE);
        MemoryStore store = new MemoryStore("node", timers);
        Anomalies before = anomalies(false, threshold);
        TrafficKeeper keeper = new TrafficKeeper(before, store, timers, Runnable::run).start();
        before.count(ONE, "up", "x", 1);
        timers.pass(Duration.ofSeconds(11));
        before.count(ONE, "up", "x", 1);
        keeper.close();

        Anomalies after = anomalies(false, threshold);
        new TrafficKeeper(after, store, timers, Runnable::run).start();
        assertThat(after.count(ONE, "up", "x", 1)).contains(Breach.QUARANTINE);

        timers.pass(Duration.ofMinutes(10));
        Anomalies later = anomalies(false, threshold);
        new TrafficKeeper(later, store, timers, Runnable::run).start();
        assertThat(later.count(ONE, "up", "x", 1)).isEmpty();
    }

    @Test
    void whatIsLearntIsProposedWithAMargin() {
        Anomalies anomalies = anomalies(true);
        for (int number = 0; number < 20; number++) {
            anomalies.count(ONE, "up", "oadrPoll", 700);
            anomalies.count(TWO, "up", "oadrPoll", 700);
        }
        timers.pass(Duration.ofMinutes(10));
        anomalies.count(ONE, "up", "oadrPoll", 700);

        assertThat(anomalies.proposal())
                .containsExactly(
                        each("up", "oadrPoll", 60, 42_000, Breach.WARN),
                        new Threshold(true, "up", "oadrPoll", 120, 84_000, Breach.WARN));
        assertThat(anomalies(false).proposal()).isEmpty();
    }

    /** Kinds come from outside. */
    @Test
    void kindsThatNobodyKnowsAreOne() {
        Anomalies anomalies = anomalies(true);
        for (int number = 0; number < 10_000; number++) {
            anomalies.count(ONE, "up", "kind " + number, 1);
        }

        assertThat(anomalies.proposal())
                .hasSizeLessThan(70)
                .noneMatch(proposed -> proposed.kind().equals("others"));
    }
}
