package uk.route2b.simulator.metersystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.schedule.ManualSchedule;

class MeterSystemTest {
    private static final EntityIdentifier METER = EntityIdentifier.parse("00-DB-12-34-56-78-90-A0");
    private static final EntityIdentifier OTHER = EntityIdentifier.parse("00-DB-12-34-56-78-90-A1");

    private final ManualSchedule time = new ManualSchedule();
    private final List<String> arrived = new ArrayList<>();

    private MeterSystem system(Faults faults) {
        return new MeterSystem(faults, 1, time, Events.UNHEARD);
    }

    private static Labels labels(String letter) {
        return new Labels(Collections.nCopies(Labels.COUNT, letter.repeat(Labels.LENGTH)));
    }

    private CompletableFuture<WriteOutcome> write(MeterSystem system, String letter) {
        return system.write(METER, labels(letter)).toCompletableFuture();
    }

    private void send(MeterSystem system, String letter) {
        assertThat(write(system, letter)).isNotDone();
    }

    private static Labels read(MeterSystem system) {
        return system.read(METER).orElseThrow();
    }

    private MeterSystem.Taken raised(MeterSystem system, String text) {
        return system.raise(METER, () -> arrived.add(text));
    }

    private void raise(MeterSystem system, String... texts) {
        for (String text : texts) {
            assertThat(raised(system, text)).isEqualTo(MeterSystem.Taken.YES);
        }
    }

    @Test
    void aWriteShowsAtHomeAndIsAnsweredWithFiveSuccesses() {
        MeterSystem system = system(Faults.NONE);
        CompletableFuture<WriteOutcome> outcome = write(system, "a");
        time.pass(0);
        assertThat(outcome).isCompletedWithValue(new WriteOutcome.Responded(List.of("00", "00", "00", "00", "00")));
        assertThat(read(system)).isEqualTo(labels("a"));
        assertThat(system.read(OTHER)).contains(Labels.BLANK);
    }

    @Test
    void halfTheDelayIsTheWayDownAndHalfTheWayUp() {
        MeterSystem system = system(Faults.NONE.withDelay(100, 100));
        CompletableFuture<WriteOutcome> outcome = write(system, "a");
        time.pass(49);
        assertThat(read(system)).isEqualTo(Labels.BLANK);
        time.pass(1);
        assertThat(read(system)).isEqualTo(labels("a"));
        time.pass(49);
        assertThat(outcome).isNotDone();
        time.pass(1);
        assertThat(outcome).isDone();
        assertThat(system.count(Happening.DELAYED)).isEqualTo(1);
    }

    @Test
    void aSecondWriteToTheSameMeterIsBusyAndToAnotherOneIsNot() {
        MeterSystem system = system(Faults.NONE.withDelay(100, 100));
        CompletableFuture<WriteOutcome> first = write(system, "a");
        assertThat(write(system, "b")).isCompletedWithValue(WriteOutcome.Failed.BUSY);
        assertThat(system.write(OTHER, labels("b")).toCompletableFuture()).isNotDone();
        time.pass(100);
        assertThat(first).isDone();
        assertThat(write(system, "c")).isNotDone();
        assertThat(system.count(Happening.BUSY_REFUSALS)).isEqualTo(1);
    }

    @Test
    void aLostCommandLeavesTheLabelsAndSaysNothing() {
        MeterSystem system = system(Faults.NONE.with(Fault.LOSS, 1));
        CompletableFuture<WriteOutcome> outcome = write(system, "a");
        time.pass(0);
        assertThat(outcome).isCompletedWithValue(WriteOutcome.Failed.NO_RESPONSE);
        assertThat(read(system)).isEqualTo(Labels.BLANK);
        assertThat(system.count(Happening.LOST_COMMANDS)).isEqualTo(1);
        assertThat(system.count(Happening.LABEL_WRITES)).isZero();
    }

    @Test
    void aLostResponseSaysNothingThoughTheLabelsAreWritten() {
        MeterSystem system = system(Faults.NONE.with(Fault.RESPONSE_LOSS, 1));
        CompletableFuture<WriteOutcome> outcome = write(system, "a");
        time.pass(0);
        assertThat(outcome).isCompletedWithValue(WriteOutcome.Failed.NO_RESPONSE);
        assertThat(read(system)).isEqualTo(labels("a"));
        assertThat(system.count(Happening.LOST_RESPONSES)).isEqualTo(1);
    }

    @Test
    void aPartialWriteKeepsTheOldTextWhereItSaysFa() {
        MeterSystem system = system(Faults.NONE.with(Fault.PARTIAL, 1));
        CompletableFuture<WriteOutcome> outcome = write(system, "a");
        time.pass(0);
        List<String> results = ((WriteOutcome.Responded) outcome.join()).results();
        assertThat(results).contains("00", "FA").doesNotContain("");
        for (int i = 0; i < Labels.COUNT; i++) {
            Labels expected = results.get(i).equals("00") ? labels("a") : Labels.BLANK;
            assertThat(read(system).lines().get(i)).isEqualTo(expected.lines().get(i));
        }
        assertThat(system.count(Happening.PARTIAL_WRITES)).isEqualTo(1);
    }

    @Test
    void aTornWriteIsSeenMixedUntilItIsDone() {
        MeterSystem system = system(Faults.NONE.with(Fault.TORN, 1));
        CompletableFuture<WriteOutcome> outcome = write(system, "a");
        time.pass(LabelWrite.TORN_MILLIS - 1);
        assertThat(read(system)).isNotEqualTo(Labels.BLANK).isNotEqualTo(labels("a"));
        assertThat(outcome).isNotDone();
        time.pass(1);
        assertThat(read(system)).isEqualTo(labels("a"));
        assertThat(outcome).isDone();
        assertThat(system.count(Happening.TORN_READS)).isEqualTo(1);
        assertThat(system.count(Happening.TORN_WRITES)).isEqualTo(1);
    }

    @Test
    void aRepeatedWriteComesBackOverANewerOne() {
        MeterSystem system = system(Faults.NONE.with(Fault.REPEAT, 1).withRepeatAfter(300, 300));
        send(system, "a");
        time.pass(200);
        send(system, "b");
        time.pass(99);
        assertThat(read(system)).isEqualTo(labels("b"));
        time.pass(1);
        assertThat(read(system)).isEqualTo(labels("a"));
        assertThat(system.count(Happening.REPEATED_WRITES)).isEqualTo(1);
    }

    @Test
    void alertsKeepTheirOrderThoughTheirDelaysDiffer() {
        MeterSystem system = system(Faults.NONE.withDelay(1, 1000));
        String[] all = IntStream.range(0, 50).mapToObj(Integer::toString).toArray(String[]::new);
        raise(system, all);
        time.pass(1000);
        assertThat(arrived).containsExactly(all);
        assertThat(system.count(Happening.ALERTS_OUT)).isEqualTo(50);
    }

    @Test
    void aLostAlertDoesNotArrive() {
        MeterSystem system = system(Faults.NONE.with(Fault.ALERT_LOSS, 1));
        raise(system, "x", "y");
        time.pass(1);
        assertThat(arrived).isEmpty();
        assertThat(system.count(Happening.LOST_ALERTS)).isEqualTo(2);
    }

    @Test
    void aRepeatedAlertArrivesTwice() {
        MeterSystem system = system(Faults.NONE.with(Fault.ALERT_REPEAT, 1).withRepeatAfter(10, 10));
        raise(system, "x");
        time.pass(10);
        assertThat(arrived).containsExactly("x", "x");
        assertThat(system.count(Happening.REPEATED_ALERTS)).isEqualTo(1);
    }

    @Test
    void aReorderedAlertComesAfterTheNextOne() {
        MeterSystem system = system(Faults.NONE.with(Fault.ALERT_REORDER, 1));
        raise(system, "x", "y", "z");
        time.pass(0);
        assertThat(arrived).containsExactly("y", "x");
        time.pass(AlertPath.HELD_MILLIS);
        assertThat(arrived).containsExactly("y", "x", "z");
        assertThat(system.count(Happening.REORDERED_ALERTS)).isEqualTo(1);
    }

    @Test
    void anOutageRefusesBothSidesAndLetsTheHomeRead() {
        MeterSystem system = system(Faults.NONE);
        system.outage(true);
        assertThat(write(system, "a")).isCompletedWithValue(WriteOutcome.Failed.OUTAGE);
        assertThat(raised(system, "x")).isEqualTo(MeterSystem.Taken.OUTAGE);
        assertThat(read(system)).isEqualTo(Labels.BLANK);
        system.outage(false);
        assertThat(write(system, "a")).isNotDone();
        assertThat(system.count(Happening.OUTAGE_REFUSALS)).isEqualTo(2);
    }

    @Test
    void tooManyAlertsOnTheirWayAreRefused() {
        MeterSystem system = system(Faults.NONE.withDelay(1000, 1000));
        for (int i = 0; i < AlertPath.LONGEST_QUEUE; i++) {
            raise(system, "x");
        }
        assertThat(raised(system, "x")).isEqualTo(MeterSystem.Taken.FULL);
        time.pass(1000);
        raise(system, "x");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void eachFaultReallyHappensAtAModestChance(Fault fault) {
        Map<String, Long> counts = day(system(Faults.NONE.with(fault, 0.2)));
        assertThat(counts.get(counter(fault).key())).isBetween(20L, 100L);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void noFaultHappensUnlessItIsAskedFor(Fault fault) {
        for (Fault asked : EnumSet.complementOf(EnumSet.of(fault))) {
            Map<String, Long> counts = day(system(Faults.NONE.with(asked, 0.5)));
            assertThat(counts.get(counter(fault).key())).as("with " + asked).isZero();
        }
    }

    @Test
    void aSeedGivesTheSameDayAgainAndAnotherSeedAnotherOne() {
        Faults bad = new Faults(new MillisRange(0, 100), new MillisRange(10, 500), Map.of());
        for (Fault fault : Fault.values()) {
            bad = bad.with(fault, 0.3);
        }
        List<Map<String, Long>> days = new ArrayList<>();
        for (long seed : new long[] {5, 5, 6}) {
            days.add(day(new MeterSystem(bad, seed, time, Events.UNHEARD)));
        }
        assertThat(days.get(0)).isEqualTo(days.get(1)).isNotEqualTo(days.get(2));
    }

    /** 300 label writes, each read at home while under way and after, and 300 alerts. */
    private Map<String, Long> day(MeterSystem system) {
        for (int i = 0; i < 300; i++) {
            send(system, i % 2 == 0 ? "a" : "b");
            raise(system, "alert " + i);
            time.pass(LabelWrite.TORN_MILLIS - 1);
            read(system);
            time.pass(200);
            read(system);
        }
        time.pass(10_000);
        return system.counts();
    }

    private static Happening counter(Fault fault) {
        return switch (fault) {
            case LOSS -> Happening.LOST_COMMANDS;
            case RESPONSE_LOSS -> Happening.LOST_RESPONSES;
            case REPEAT -> Happening.REPEATED_WRITES;
            case PARTIAL -> Happening.PARTIAL_WRITES;
            case TORN -> Happening.TORN_READS;
            case ALERT_LOSS -> Happening.LOST_ALERTS;
            case ALERT_REPEAT -> Happening.REPEATED_ALERTS;
            case ALERT_REORDER -> Happening.REORDERED_ALERTS;
        };
    }
}
