package uk.route2b.prove.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.prove.run.Counts;

/** A run that met too little of what it wanted to meet fails although nothing was broken. */
class RequirementsTest {
    @Test
    void aThousandRoundsWithTwentyKillsAtEachStepAndEverythingSeenPass() {
        assertThat(Requirements.missed(full(20), true, true)).isEmpty();
    }

    @Test
    void nineteenKillsAtAStepAreTooFew() {
        Counts counts = full(20);
        counts.add(Names.KILLS_AT + "cem UP_1_SIGNED", -1);

        assertThat(Requirements.missed(counts, true, false))
                .containsExactly("only 19 kills at cem UP_1_SIGNED, 20 wanted");
    }

    @Test
    void whatNeverHappenedFails() {
        Counts counts = full(20);
        counts.add(Names.JOINS, -counts.of(Names.JOINS));

        assertThat(Requirements.missed(counts, true, false)).containsExactly("no " + Names.JOINS);
    }

    @Test
    void killsInSilenceFail() {
        Counts counts = full(20);
        counts.add(Names.UNDER_WAY, -101);

        assertThat(Requirements.missed(counts, true, false)).hasSize(1);
    }

    @Test
    void aShortRunOwesNoStepButWhatTenRoundsMeet() {
        Counts counts = rounds(10);

        assertThat(Requirements.missed(counts, true, true)).isEmpty();
        assertThat(Requirements.neverKilledAt(counts)).hasSize(22);

        counts.add(Names.SLEEPS, -counts.of(Names.SLEEPS));
        assertThat(Requirements.missed(counts, true, true)).containsExactly("no " + Names.SLEEPS);
        assertThat(Requirements.missed(counts, true, false)).isEmpty();
    }

    @Test
    void theTwentyFiveRoundsOfAnOrdinaryBuildOweTheRestToo() {
        Counts counts = rounds(25);
        assertThat(Requirements.missed(counts, true, false))
                .containsExactly("no " + Names.TAKEOVERS, "no " + Names.IN_DOUBT, "no " + Names.REPEATS);

        Requirements.NEVER_ZERO.forEach(name -> counts.add(name, 1));
        assertThat(Requirements.missed(counts, true, false)).isEmpty();
        assertThat(Requirements.missed(counts, true, true)).containsExactly("no " + Names.STALE);
    }

    @Test
    void aWholeCycleOwesAKillOfEachKindAtARandomMoment() {
        Counts counts = rounds(28);
        Requirements.NEVER_ZERO.forEach(name -> counts.add(name, 1));

        assertThat(Requirements.missed(counts, true, false)).hasSameSizeAs(Requirements.AT_RANDOM);
        assertThat(Requirements.missed(counts, false, false)).isEmpty();
    }

    private static Counts rounds(int rounds) {
        Counts counts = new Counts();
        counts.add(Names.ROUNDS, rounds);
        counts.add(Names.KILLS, rounds);
        counts.add(Names.UNDER_WAY, rounds - 1);
        Requirements.SOON.forEach(name -> counts.add(name, 1));
        counts.add(Names.SLEEPS, 1);
        return counts;
    }

    private static Counts full(int perStep) {
        Counts counts = new Counts();
        counts.add(Names.ROUNDS, 1000);
        counts.add(Names.KILLS, 1000);
        counts.add(Names.UNDER_WAY, 1000);
        Cycle.names().forEach(step -> counts.add(Names.KILLS_AT + step, perStep));
        for (List<String> owed : List.of(Requirements.SOON, Requirements.NEVER_ZERO, Requirements.AT_RANDOM)) {
            owed.forEach(name -> counts.add(name, 5));
        }
        counts.add(Names.SLEEPS, 3);
        counts.add(Names.STALE, 3);
        return counts;
    }
}
